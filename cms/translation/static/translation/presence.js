/** Says who else has this translation open, and at which text. Nothing is asked while the window is hidden. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  const panel = document.querySelector('[data-here]');
  if (!screen?.translating || !panel) return;
  const { units, post } = screen.translating;
  const EVERY = 10_000;
  const AFTER_FOCUS = 300;
  let timer = 0;
  let shown = '';

  function textNow() {
    return document.activeElement?.closest?.('[data-unit]')?.dataset.unit || '';
  }

  function tell(more = {}, options = {}) {
    return post(panel.dataset.here, new URLSearchParams({ text: textNow(), ...more }), options);
  }

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return; // Goes on when it is seen again.
    let others = null;
    try {
      const answer = await tell();
      if (answer.ok) ({ others } = await answer.json());
      else if (answer.status < 500) return; // Signed out, or no right any more: a save says so.
    } catch {
      // Asked again: there is no connection now.
    }
    clearTimeout(timer);
    timer = setTimeout(ask, EVERY);
    if (others) show(others);
  }

  function words(name) {
    return panel.dataset.hereSays.replace('{name}', name);
  }

  function show(others) {
    const now = JSON.stringify(others);
    if (now === shown) return;
    shown = now;
    panel.replaceChildren(...others.map(({ name, text }) => {
      const line = document.createElement('li');
      const unit = units.find(({ key }) => key === String(text));
      if (!unit) line.textContent = words(name);
      else {
        const link = document.createElement('a');
        link.href = `#${unit.element.id}`;
        link.textContent = `${words(name)}: ${unit.element.querySelector('.t-unit__label').textContent}`;
        line.append(link);
      }
      return line;
    }));
    units.forEach(({ key, element }) => {
      const names = others.filter(({ text }) => String(text) === key).map(({ name }) => words(name));
      element.querySelector('[data-present]').textContent = names.join(', ');
    });
  }

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, AFTER_FOCUS);
  }

  screen.addEventListener('focusin', askSoon);
  document.addEventListener('visibilitychange', ask);
  window.addEventListener('pagehide', () => {
    tell({ gone: '1' }, { keepalive: true }).catch(() => {});
  });
  window.addEventListener('pageshow', (event) => event.persisted && ask());
  ask();
});
