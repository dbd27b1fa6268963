/** What a text was before: who wrote it and when, and one press to take it back. Alt+H opens it for the text that is written. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  const say = document.getElementById('t-history')?.dataset;
  if (!screen?.translating || !say) return;
  const { units, save, take, plain } = screen.translating;

  function line(className, ...content) {
    const made = document.createElement('p');
    made.className = className;
    made.append(...content);
    return made;
  }

  function inLanguage(made, name) {
    made.lang = say[`${name}Lang`];
    made.dir = say[`${name}Dir`];
    return made;
  }

  function difference(parts) {
    const marked = parts.map(([kind, words]) => {
      const tag = { deletion: 'del', addition: 'ins' }[kind];
      if (!tag) return words;
      const made = document.createElement(tag);
      made.textContent = words;
      return made;
    });
    const made = document.createElement('span');
    made.append(...marked);
    return line('t-difference', `${say.original} `, inLanguage(made, 'source'));
  }

  function item(unit, version) {
    const made = document.createElement('li');
    const isNow = version.words === words(unit);
    const head = [version.at, version.by || say.nobody, version.origin, ...(isNow ? [say.now] : [])];
    made.append(
      line('t-history__head', head.join(' · ')),
      inLanguage(line('t-history__words', plain(version.words, unit.isRich)), 'target'),
    );
    if (version.source.length) made.append(difference(version.source));
    if (!isNow && !isLocked(unit)) made.append(button(unit, version));
    return made;
  }

  function words(unit) {
    return unit.isRich ? unit.field.innerHTML : unit.field.value;
  }

  function isLocked(unit) {
    return unit.field.readOnly || unit.field.contentEditable === 'false';
  }

  function button(unit, version) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button button-small button-secondary';
    made.textContent = say.take;
    made.addEventListener('click', () => takeBack(unit, version));
    return made;
  }

  /** What was typed since is saved first, so that it stays in the history. What another has written is to be seen first. */
  async function takeBack(unit, version) {
    if (words(unit)) await save(unit);
    if (unit.conflict) return;
    close(unit);
    take(unit, version);
    save(unit);
  }

  function parts(unit) {
    return [unit.element.querySelector('[data-history-button]'), unit.element.querySelector('[data-history]')];
  }

  function close(unit) {
    const [opener, panel] = parts(unit);
    panel.hidden = true;
    panel.replaceChildren();
    opener.setAttribute('aria-expanded', 'false');
    unit.field.focus();
  }

  async function open(unit) {
    const [opener, panel] = parts(unit);
    opener.setAttribute('aria-expanded', 'true');
    panel.hidden = false;
    await save(unit);
    let told = null;
    try {
      const answer = await fetch(opener.dataset.historyButton, { headers: { Accept: 'application/json' } });
      if (answer.ok) told = (await answer.json()).versions;
    } catch {
      // Said below.
    }
    if (panel.hidden) return;
    panel.replaceChildren(told?.length ? list(unit, told) : line('t-history__head', told ? say.none : say.failed));
    (panel.querySelector('button') || opener).focus();
  }

  function list(unit, told) {
    const made = document.createElement('ol');
    made.setAttribute('aria-label', say.name);
    made.append(...told.map((version) => item(unit, version)));
    return made;
  }

  units.forEach((unit) => {
    const [opener, panel] = parts(unit);
    if (!opener) return;
    const toggle = () => (panel.hidden ? open(unit) : close(unit));
    opener.addEventListener('click', toggle);
    unit.element.addEventListener('keydown', (event) => {
      const isKey = event.altKey && event.code === 'KeyH' && !event.ctrlKey && !event.metaKey;
      if (!isKey && !(event.key === 'Escape' && !panel.hidden)) return;
      event.preventDefault();
      toggle();
    });
  });
});
