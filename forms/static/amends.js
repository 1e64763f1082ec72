// Small comforts; every page works without them.

/** A second click on the same button does nothing while the first is on its way. */
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  window.setTimeout(() => delete form.dataset.sent, 8000);
});

window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

/** Buttons that copy what stands in another field. */
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    window.setTimeout(() => { button.textContent = before; }, 3000);
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** What went wrong is read out and seen first. */
document.querySelector('.problem-summary')?.focus();
