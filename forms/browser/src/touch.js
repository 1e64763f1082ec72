// Fingers on a diagram: one moves it sideways (up and down stays with the page), two move and zoom it.
// The wheel zooms only after a click into the diagram, so that scrolling the page never gets caught in it.

function middle(points) {
  const [a, b = a] = points;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, gap: Math.hypot(a.x - b.x, a.y - b.y) };
}

/** Lets fingers move and zoom the canvas. */
export function touch(viewer, container) {
  const canvas = viewer.get('canvas');
  const fingers = new Map();
  const lift = event => fingers.delete(event.pointerId);
  container.addEventListener('pointerdown', event => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  container.addEventListener('pointermove', event => {
    if (!fingers.has(event.pointerId)) return;
    const before = middle([...fingers.values()]);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = middle([...fingers.values()]);
    const both = fingers.size > 1;
    canvas.scroll({ dx: after.x - before.x, dy: both ? after.y - before.y : 0 });
    if (both && before.gap > 0) pinch(canvas, container, after, after.gap / before.gap);
  });
  for (const name of ['pointerup', 'pointercancel', 'pointerleave']) container.addEventListener(name, lift);
}

function pinch(canvas, container, at, factor) {
  const edge = container.getBoundingClientRect();
  const scale = Math.min(4, Math.max(0.1, canvas.zoom() * factor));
  canvas.zoom(scale, { x: at.x - edge.left, y: at.y - edge.top });
}

/** The wheel belongs to the page until somebody clicks into the diagram, and again once the pointer has left. */
export function wheel(viewer, container) {
  const zoomScroll = viewer.get('zoomScroll');
  container.addEventListener('pointerdown', () => zoomScroll.toggle(true));
  container.addEventListener('pointerleave', () => zoomScroll.toggle(false));
}
