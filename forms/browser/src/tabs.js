// Turns a stack of <details> into tabs. Without this file they stay a stack that opens and closes.
let made = 0;

/** Makes tabs of the sheets in `stack`; calls `opened(panel)` each time one comes to the front. */
export function tabs(stack, opened) {
  const sheets = [...stack.querySelectorAll(':scope > details')];
  if (sheets.length < 2) {
    sheets.forEach(sheet => { sheet.open = true; opened(sheet); });
    return;
  }
  const first = Math.max(0, sheets.findIndex(sheet => sheet.open));
  const pairs = sheets.map(pair);
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', stack.dataset.label ?? '');
  list.append(...pairs.map(([button]) => button));
  stack.prepend(list);

  function select(chosen, focus = false) {
    pairs.forEach(([button, panel], index) => {
      button.setAttribute('aria-selected', String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panel.hidden = index !== chosen;
    });
    if (focus) pairs[chosen][0].focus();
    opened(pairs[chosen][1]);
  }

  pairs.forEach(([button], index) => {
    button.addEventListener('click', () => select(index));
    button.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      select((index + step + pairs.length) % pairs.length, true);
    });
  });
  select(first);
}

/** A button and a panel in the place of a <details>; the panel takes over what the <details> held. */
function pair(sheet) {
  made += 1;
  const summary = sheet.querySelector(':scope > summary');
  const button = document.createElement('button');
  const panel = document.createElement('div');
  button.type = 'button';
  button.id = `tab-${made}`;
  button.setAttribute('role', 'tab');
  button.append(...summary.childNodes);
  button.setAttribute('aria-controls', `panel-${made}`);
  panel.id = `panel-${made}`;
  panel.className = 'tab-panel';
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', button.id);
  summary.remove();
  panel.append(...sheet.childNodes);
  sheet.replaceWith(panel);
  return [button, panel];
}
