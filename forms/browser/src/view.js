// What part of a diagram is seen: fit it, go to where the case stands, zoom, fill the screen.
import { whereItStands } from './marks.js';

//: below this scale labels cannot be read
const READABLE = 0.8;
//: nearer than this nobody needs to be
const NEAR = 1.1;
const STEP = 1.25;
//: what is left free around the drawing, in pixels
const MARGIN = 24;

/** The box around several elements. */
function around(elements) {
  const left = Math.min(...elements.map(each => each.x));
  const top = Math.min(...elements.map(each => each.y));
  const right = Math.max(...elements.map(each => each.x + each.width));
  const bottom = Math.max(...elements.map(each => each.y + each.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where a window of `size` begins so that `middle` is in its middle, without looking past the drawing. */
function within(middle, size, from, length, margin) {
  if (size >= length + 2 * margin) return from - (size - length) / 2;
  return Math.min(Math.max(middle - size / 2, from - margin), from + length + margin - size);
}

/** Shows all of it; where that would be too small to read, the place where the case stands, or where it begins. */
export function show(viewer, here) {
  const canvas = viewer.get('canvas');
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  const whole = Math.min((outer.width - 2 * MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const scale = Math.min(NEAR, Math.max(READABLE, whole));
  const standing = whereItStands(viewer, here);
  let box = standing.length ? around(standing) : { x: inner.x, y: inner.y, width: 0, height: 0 };
  if (box.width * scale > outer.width || box.height * scale > outer.height) box = around(standing.slice(0, 1));
  const [width, height, margin] = [outer.width / scale, outer.height / scale, MARGIN / scale];
  canvas.viewbox({
    x: within(box.x + box.width / 2, width, inner.x, inner.width, margin),
    y: within(box.y + box.height / 2, height, inner.y, inner.height, margin),
    width,
    height,
  });
}

/** High enough for the drawing at a scale that can be read, never higher than most of the window. */
export function fitHeight(viewer, container) {
  const { inner } = viewer.get('canvas').viewbox();
  const whole = (container.clientWidth - 2 * MARGIN) / Math.max(1, inner.width);
  const wanted = inner.height * Math.min(NEAR, Math.max(READABLE, whole)) + 2 * MARGIN;
  container.style.height = `${Math.round(Math.min(Math.max(wanted, 220), window.innerHeight * 0.66))}px`;
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
export function controls(viewer, figure, here, words) {
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
  if (whereItStands(viewer, here).length) row.append(button(words.now, words.now_long, () => show(viewer, here)));
  if (figure.requestFullscreen) row.append(button(words.full, words.full_long, () => turnFull(figure)));
  figure.addEventListener('fullscreenchange', () => show(viewer, here));
  return row;
}

function turnFull(figure) {
  if (document.fullscreenElement) document.exitFullscreen();
  else figure.requestFullscreen();
}
