// Shows the diagrams of a page with the state of the case drawn on them. Each is drawn when it first comes to the front.
import './viewer.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { mark } from './marks.js';
import { tabs } from './tabs.js';
import { touch, wheel } from './touch.js';
import { controls, show } from './view.js';

const INK = { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--ink)', defaultLabelColor: 'var(--ink)' };

async function dataOf(figure) {
  const inline = figure.querySelector('script[type="application/json"]');
  if (inline) return JSON.parse(inline.textContent);
  const answer = await fetch(figure.dataset.source, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`the diagram could not be fetched: ${answer.status}`);
  return answer.json();
}

/** High enough for the diagram at the width there is, never higher than most of the window. */
function fitHeight(viewer, container) {
  const { inner } = viewer.get('canvas').viewbox();
  const wanted = (inner.height / Math.max(1, inner.width)) * container.clientWidth * 1.1 + 60;
  container.style.height = `${Math.round(Math.min(Math.max(wanted, 320), window.innerHeight * 0.72))}px`;
}

async function draw(figure) {
  const container = figure.querySelector('.diagram-canvas');
  const outline = figure.querySelector('.diagram-outline');
  try {
    const { xml, states, flows, words } = await dataOf(figure);
    container.hidden = false;
    const viewer = new NavigatedViewer({ container, bpmnRenderer: INK, zoomScroll: { enabled: false } });
    await viewer.importXML(xml);
    mark(viewer, { states, flows }, words);
    fitHeight(viewer, container);
    container.before(controls(viewer, figure, states, words));
    touch(viewer, container);
    wheel(viewer, container);
    show(viewer, states);
    if (outline) outline.open = false;
  } catch (problem) {
    console.error(problem);
    container.hidden = true;
    if (outline) outline.open = true;
  }
}

const drawn = new WeakSet();

function drawOnce(figure) {
  if (!figure || drawn.has(figure)) return;
  drawn.add(figure);
  draw(figure);
}

for (const stack of document.querySelectorAll('[data-tabs]')) {
  tabs(stack, sheet => drawOnce(sheet.querySelector('[data-diagram]')));
}
for (const figure of document.querySelectorAll('[data-diagram]')) {
  if (!figure.closest('[data-tabs]')) drawOnce(figure);
}
