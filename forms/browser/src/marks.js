// Draws the state of a case on its diagram: a class for the line and the fill, and a badge that can be told apart without colour.
const PATHS = {
  done: 'M4 13l5 5L20 6',
  waiting: 'M12 5v7l5 3',
  overdue: 'M12 4v11M12 19v1',
  failed: 'M6 6l12 12M18 6L6 18',
};

function badge(state, word) {
  const mark = document.createElement('div');
  mark.className = `badge-mark is-${state}`;
  mark.title = word;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[state]);
  svg.append(path);
  mark.append(svg);
  return mark;
}

function isShape(element) {
  return element && element.width !== undefined && !element.labelTarget;
}

/** Pools and lanes are the ground of a drawing: their lines step back. */
export function ground(viewer) {
  const canvas = viewer.get('canvas');
  for (const { id, type } of viewer.get('elementRegistry').filter(each => /Participant|Lane$/.test(each.type ?? ''))) {
    canvas.addMarker(id, type === 'bpmn:Lane' ? 'is-lane' : 'is-pool');
  }
}

/** Marks elements by state and flows as passed; ids that this diagram does not have are left out. */
export function mark(viewer, { states = {}, flows = [] }, words) {
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  for (const [id, state] of Object.entries(states)) {
    if (!(state in PATHS) || !isShape(elements.get(id))) continue;
    canvas.addMarker(id, `is-${state}`);
    const position = /Gateway$/.test(elements.get(id).type) ? { top: -8, left: -8 } : { top: -12, right: 12 };
    overlays.add(id, { position, html: badge(state, words[state] ?? state) });
  }
  for (const id of flows) if (elements.get(id)) canvas.addMarker(id, 'is-passed');
}

/** The elements to look at first: where the case stands now; none if nothing in this diagram is under way. */
export function whereItStands(viewer, here = []) {
  const elements = viewer.get('elementRegistry');
  return here.map(id => elements.get(id)).filter(isShape);
}
