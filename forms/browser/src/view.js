// What part of a diagram is seen: fit it, go to where the case stands, zoom, fill the screen.
import { whereItStands } from './marks.js';

//: below this scale labels cannot be read
const READABLE = 0.7;
//: at this one they can
const COMFORTABLE = 0.85;
const STEP = 1.25;

function centreOn(canvas, element) {
  const box = canvas.viewbox();
  canvas.viewbox({
    x: element.x + element.width / 2 - box.width / 2,
    y: element.y + element.height / 2 - box.height / 2,
    width: box.width,
    height: box.height,
  });
}

/** Shows everything; where that would be too small to read, shows the place where the case stands instead. */
export function show(viewer, states) {
  const canvas = viewer.get('canvas');
  canvas.resized();
  canvas.zoom('fit-viewport', 'auto');
  const element = whereItStands(viewer, states);
  if (canvas.zoom() >= READABLE) return;
  const { inner } = canvas.viewbox();
  canvas.zoom(COMFORTABLE);
  if (element) centreOn(canvas, element);
  else canvas.viewbox({ ...canvas.viewbox(), x: inner.x - 20, y: inner.y - 20 });
}

function button(text, label, action) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.title = label;
  made.addEventListener('click', action);
  return made;
}

/** The row of buttons above a diagram. */
export function controls(viewer, figure, states, words) {
  const canvas = viewer.get('canvas');
  const row = document.createElement('div');
  row.className = 'diagram-controls';
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', words.controls);
  row.append(
    button('+', words.zoom_in, () => canvas.zoom(Math.min(4, canvas.zoom() * STEP))),
    button('−', words.zoom_out, () => canvas.zoom(Math.max(0.1, canvas.zoom() / STEP))),
    button(words.fit, words.fit_long, () => { canvas.resized(); canvas.zoom('fit-viewport', 'auto'); }),
  );
  if (whereItStands(viewer, states)) row.append(button(words.now, words.now_long, () => show(viewer, states)));
  if (figure.requestFullscreen) row.append(button(words.full, words.full_long, () => turnFull(figure)));
  figure.addEventListener('fullscreenchange', () => show(viewer, states));
  return row;
}

function turnFull(figure) {
  if (document.fullscreenElement) document.exitFullscreen();
  else figure.requestFullscreen();
}
