// Shows the diagrams of a page with the state of the case drawn on them. Each is drawn when it first comes to the front.
import './viewer.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { ground, mark } from './marks.js';
import { tabs } from './tabs.js';
import { touch, wheel } from './touch.js';
import { controls, fitHeight, show } from './view.js';

const INK = { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--ink)', defaultLabelColor: 'var(--ink)' };

async function dataOf(figure) {
  const inline = figure.querySelector('script[type="application/json"]');
  if (inline) return JSON.parse(inline.textContent);
  const answer = await fetch(figure.dataset.source, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`the diagram could not be fetched: ${answer.status}`);
  return answer.json();
}

/** A click on an element that calls another process opens that process, if the page shows it. */
function leadIn(viewer) {
  const figureOf = element => {
    const called = element.businessObject?.calledElement;
    return called && document.querySelector(`[data-diagram="${CSS.escape(called)}"]`);
  };
  for (const element of viewer.get('elementRegistry').filter(figureOf)) {
    viewer.get('canvas').addMarker(element, 'leads-in');
  }
  viewer.on('element.click', ({ element }) => {
    const panel = figureOf(element)?.closest('[role="tabpanel"]');
    if (panel) document.getElementById(panel.getAttribute('aria-labelledby')).click();
  });
}

async function draw(figure) {
  const container = figure.querySelector('.diagram-canvas');
  const outline = figure.querySelector('.diagram-outline');
  try {
    const { xml, states, flows, here, words } = await dataOf(figure);
    container.hidden = false;
    const viewer = new NavigatedViewer({ container, bpmnRenderer: INK, zoomScroll: { enabled: false } });
    await viewer.importXML(xml);
    ground(viewer);
    mark(viewer, { states, flows }, words);
    fitHeight(viewer, container);
    container.before(controls(viewer, figure, here, words));
    touch(viewer, container);
    wheel(viewer, container);
    show(viewer, here);
    leadIn(viewer);
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
