// Turns a stack of <details> into tabs. Without this file they stay a stack that opens and closes.
let made = 0;

/** Makes tabs of the sheets in `stack`; calls `opened(sheet)` each time one comes to the front. */
export function tabs(stack, opened) {
  const sheets = [...stack.querySelectorAll(':scope > details')];
  if (sheets.length < 2) {
    sheets.forEach(sheet => { sheet.open = true; opened(sheet); });
    return;
  }
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', stack.dataset.label ?? '');
  const buttons = sheets.map(sheet => tab(sheet));
  buttons.forEach((each, index) => {
    each.addEventListener('click', () => select(index));
    each.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      select((index + step + sheets.length) % sheets.length, true);
    });
  });
  list.append(...buttons);
  stack.prepend(list);
  stack.classList.add('is-tabbed');

  function select(chosen, focus = false) {
    sheets.forEach((sheet, index) => {
      const isChosen = index === chosen;
      buttons[index].setAttribute('aria-selected', String(isChosen));
      buttons[index].tabIndex = isChosen ? 0 : -1;
      sheet.hidden = !isChosen;
      sheet.open = true;
    });
    if (focus) buttons[chosen].focus();
    opened(sheets[chosen]);
  }

  select(Math.max(0, sheets.findIndex(sheet => sheet.open)));
}

function tab(sheet) {
  made += 1;
  const summary = sheet.querySelector(':scope > summary');
  const button = document.createElement('button');
  button.type = 'button';
  button.id = `tab-${made}`;
  button.setAttribute('role', 'tab');
  button.textContent = summary.textContent.trim();
  sheet.id ||= `sheet-${made}`;
  button.setAttribute('aria-controls', sheet.id);
  sheet.setAttribute('role', 'tabpanel');
  sheet.setAttribute('aria-labelledby', button.id);
  summary.hidden = true;
  return button;
}
