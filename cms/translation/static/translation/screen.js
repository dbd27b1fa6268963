/**
 * The screen of a translation. Each text is saved as it is written, and nothing that was typed is lost: what could not be
 * saved is kept in the browser, and is saved as soon as it can be.
 */
// Wagtail's scripts come before the page that they are for.
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  if (!screen) return;
  const say = screen.dataset;
  const PAUSE = 1_000; // After the last letter.
  const AGAIN = 10_000; // After a save that failed.
  const all = [...screen.querySelectorAll('[data-unit]')].map(makeUnit);
  const openStates = say.open.split(' ');

  function makeUnit(element) {
    const field = element.querySelector('[data-field]');
    const isRich = 'rich' in field.dataset;
    const unit = {
      element,
      field,
      isRich,
      key: element.dataset.unit,
      version: element.dataset.version,
      source: element.querySelector('[data-source]').dataset.source,
      saving: null,
      timer: 0,
      conflict: null,
    };
    unit.saved = written(unit);
    unit.base = unit.saved;
    return unit;
  }

  function written(unit) {
    if (!unit.isRich) return unit.field.value;
    return unit.field.innerHTML === '<br>' ? '' : unit.field.innerHTML;
  }

  function write(unit, words) {
    if (unit.isRich) unit.field.innerHTML = words;
    else unit.field.value = words;
    grow(unit);
  }

  function grow(unit) {
    if (unit.isRich) return;
    unit.field.style.blockSize = 'auto';
    unit.field.style.blockSize = `${unit.field.scrollHeight + 2}px`;
  }

  // Saving.

  function post(address, body, options = {}) {
    const headers = { 'X-CSRFToken': window.wagtailConfig.CSRF_TOKEN, 'X-Requested-With': 'XMLHttpRequest' };
    return fetch(address, { method: 'POST', body, headers, ...options });
  }

  async function sendWords(unit, words) {
    const body = new URLSearchParams({ words, version: unit.version });
    if (unit.base !== undefined) body.set('base', unit.base);
    if (unit.isRich) body.set('rich', '1');
    if (!unit.isAlone) body.set('repeat', '1');
    unit.undo?.forEach((token) => body.append('undo', token));
    const answer = await post(unit.element.dataset.save, body);
    const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json');
    return { status: answer.status, told: isJson ? await answer.json() : null };
  }

  /** One save after the other: resolves to whether what is written now is saved. */
  async function save(unit) {
    clearTimeout(unit.timer);
    if (unit.saving) await unit.saving;
    if (written(unit) === unit.saved) return true;
    if (unit.conflict?.mine === written(unit)) return false;
    unit.saving = send(unit).finally(() => {
      unit.saving = null;
    });
    return unit.saving;
  }

  async function send(unit, isSecond = false) {
    const words = written(unit);
    tell(unit, say.saving);
    let answer;
    try {
      answer = await sendWords(unit, words);
    } catch {
      return keep(unit, say.kept);
    }
    if (answer.status === 200 && answer.told) return settle(unit, words, answer.told);
    if (answer.status === 409 && answer.told) return showConflict(unit, words, answer.told);
    if ((answer.status === 400 || answer.status === 410) && answer.told) {
      tell(unit, answer.told.problem, true);
      if (answer.status === 410) {
        // The text is no more: what was written is kept elsewhere, and nothing more is sent.
        window.kept.forget(say.translation, unit.key);
        unit.saved = words;
        if (unit.isRich) unit.field.contentEditable = 'false';
        else unit.field.readOnly = true;
      }
      return false;
    }
    const state = await window.editingSession.ask(null);
    if (state === 'ok' && !isSecond) return send(unit, true); // The session is another: it has a new token.
    return keep(unit, state === 'signed_out' ? say.signedOut : say.failed);
  }

  function keep(unit, why) {
    keepInBrowser(unit);
    tell(unit, why, true);
    unit.timer = setTimeout(() => save(unit), AGAIN);
    return false;
  }

  function keepInBrowser(unit) {
    window.kept.write(say.translation, unit.key, { words: written(unit), version: unit.version, base: unit.base });
  }

  function settle(unit, words, told) {
    unit.version = told.version;
    unit.saved = words;
    unit.base = words;
    unit.conflict = null;
    window.kept.forget(say.translation, unit.key);
    show(unit, told);
    tell(unit, say.saved);
    screen.dispatchEvent(new CustomEvent('saved'));
    if (told.filled?.length) screen.dispatchEvent(new CustomEvent('filled', { detail: { unit, filled: told.filled } }));
    return written(unit) === words;
  }

  function show(unit, told) {
    const { element } = unit;
    element.dataset.state = told.state;
    element.toggleAttribute('data-warned', told.warnings.length > 0);
    const label = element.querySelector('[data-label]');
    label.textContent = told.label;
    label.classList.toggle('w-status--primary', openStates.includes(told.state));
    element.querySelector('[data-by]').textContent = told.by;
    element.dispatchEvent(new CustomEvent('translate:told', { detail: told }));
    element.querySelector('[data-warnings]').replaceChildren(...told.warnings.map((words) => item(words)));
    count();
  }

  function showConflict(unit, words, told) {
    unit.conflict = { ...told, mine: words };
    keepInBrowser(unit);
    const line = tell(unit, `${say.conflict} `, true);
    const theirs = document.createElement('blockquote');
    theirs.textContent = plain(told.words, unit.isRich);
    line.append(theirs, choice(say.takeTheirs, () => resolve(unit, true)), choice(say.keepMine, () => resolve(unit, false)));
    screen.dispatchEvent(new CustomEvent('conflict', { detail: { unit, told, line, theirs, resolve } }));
    return false;
  }

  /** What was typed since the two were shown is asked about first. */
  async function resolve(unit, takesTheirs) {
    if (unit.saving) await unit.saving;
    const told = unit.conflict;
    if (!told) return;
    unit.conflict = null;
    unit.version = told.version;
    unit.base = told.words;
    if (takesTheirs) {
      write(unit, told.words);
      settle(unit, written(unit), told);
    } else save(unit);
    unit.field.focus();
  }

  /** What the server tells of a text that this browser did not just save. */
  function receive(unit, told) {
    if (told.version === unit.version) show(unit, told);
    else if (written(unit) !== unit.saved) showConflict(unit, told);
    else {
      write(unit, told.words);
      settle(unit, written(unit), told);
    }
  }

  function choice(words, action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-small button-secondary';
    button.textContent = words;
    button.addEventListener('click', action);
    return button;
  }

  function item(words) {
    const line = document.createElement('li');
    line.textContent = words;
    return line;
  }

  function plain(words, isRich) {
    if (!isRich) return words;
    return new DOMParser().parseFromString(words, 'text/html').body.textContent;
  }

  function tell(unit, words, isBad = false) {
    const line = unit.element.querySelector('[data-say]');
    line.textContent = words;
    line.toggleAttribute('data-is-bad', isBad);
    unit.field.setAttribute('aria-invalid', isBad);
    return line;
  }

  // Progress and filter.

  function isOpen(unit) {
    return openStates.includes(unit.element.dataset.state);
  }

  function count() {
    const done = all.reduce((sum, unit) => sum + (isOpen(unit) ? 0 : Number(unit.element.dataset.words)), 0);
    screen.querySelector('progress').value = done;
    screen.querySelector('[data-progress-text]').textContent = say.progress
      .replace('{done}', done)
      .replace('{total}', say.total);
  }

  function filter() {
    const chosen = screen.querySelector('[name="t-filter"]:checked').value;
    const fits = {
      all: () => true,
      open: isOpen,
      changed: (unit) => unit.element.dataset.state === 'changed',
      warned: (unit) => 'warned' in unit.element.dataset,
      review: (unit) => 'waits' in unit.element.dataset,
    }[chosen];
    all.forEach((unit) => {
      unit.element.hidden = !fits(unit);
    });
    screen.querySelector('[data-none]').hidden = all.some((unit) => !unit.element.hidden);
  }

  // Going on.

  function goTo(unit) {
    unit.field.focus();
    unit.element.scrollIntoView({ block: 'center' });
  }

  /** Whether a text is filled in when another is saved. */
  function isFilledFrom(unit, other) {
    return say.takeBack && !unit.isAlone && written(unit) && other.source === unit.source;
  }

  async function saveAndGoOn(unit) {
    const place = all.indexOf(unit);
    const next = [...all.slice(place + 1), ...all.slice(0, place)]
      .find((other) => !other.element.hidden && isOpen(other) && !isFilledFrom(unit, other));
    const saving = saveAsSeen(unit);
    if (next) goTo(next);
    else screen.querySelector('[data-publish] button, [data-next]')?.focus();
    await saving;
  }

  /** What waited to be looked at and is left as it is has been looked at. */
  function saveAsSeen(unit) {
    if (isOpen(unit) && written(unit) && written(unit) === unit.saved) unit.saved = null;
    return save(unit);
  }

  // What was translated before.

  async function suggest(unit) {
    if (unit.asked || !unit.element.dataset.suggest) return;
    unit.asked = true;
    try {
      const answer = await fetch(unit.element.dataset.suggest, { headers: { Accept: 'application/json' } });
      if (answer.ok) showMatches(unit, (await answer.json()).matches);
    } catch {
      unit.asked = false;
    }
  }

  function showMatches(unit, matches) {
    const others = matches.filter((match) => plain(match.words, unit.isRich) !== plain(written(unit), unit.isRich));
    unit.best = others[0];
    const lines = others.map((match) => {
      const line = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.lang = unit.field.lang;
      button.title = match.source;
      button.textContent = `${match.percent} % · ${plain(match.words, unit.isRich)}`;
      button.addEventListener('click', () => take(unit, match));
      line.append(button);
      return line;
    });
    unit.element.querySelector('[data-matches]').replaceChildren(...lines);
  }

  function take(unit, match) {
    write(unit, match.words);
    unit.field.focus();
    typed(unit);
  }

  // What a person does.

  function typed(unit) {
    grow(unit);
    keepInBrowser(unit);
    clearTimeout(unit.timer);
    unit.timer = setTimeout(() => save(unit), PAUSE);
  }

  function pressed(unit, event) {
    const isPlainAlt = event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) saveAndGoOn(unit);
    else if (isPlainAlt && event.code === 'KeyC') take(unit, { words: unit.source });
    else if (isPlainAlt && event.code === 'KeyM' && unit.best) take(unit, unit.best);
    else if (event.key === 'Enter' && unit.isRich) document.execCommand('insertLineBreak');
    else return;
    event.preventDefault();
  }

  function pasted(unit, event) {
    if (!unit.isRich) return;
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  }

  all.forEach((unit) => {
    unit.field.addEventListener('input', () => typed(unit));
    unit.field.addEventListener('blur', () => save(unit));
    unit.field.addEventListener('focus', () => suggest(unit));
    unit.field.addEventListener('keydown', (event) => pressed(unit, event));
    unit.field.addEventListener('paste', (event) => pasted(unit, event));
    grow(unit);
  });
  screen.querySelectorAll('[name="t-filter"]').forEach((input) => input.addEventListener('change', filter));
  window.addEventListener('online', () => all.forEach(save));
  window.addEventListener('focus', () => all.forEach(save));
  window.addEventListener('beforeunload', (event) => {
    if (all.some((unit) => written(unit) !== unit.saved && unit.saved !== null)) event.preventDefault();
  });

  // Nothing is published before what was typed last is saved.
  screen.querySelector('[data-publish]')?.addEventListener('submit', async (event) => {
    const form = event.target;
    if (form.dataset.isSaved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const saved = await Promise.all(all.map(save));
    if (!saved.every(Boolean)) {
      goTo(all[saved.indexOf(false)]);
      return;
    }
    form.dataset.isSaved = '1';
    form.requestSubmit(event.submitter);
  }, true);

  // For the scripts beside this one.
  screen.translating = { units: all, post, save, take, plain, written, write, show, tell, choice, goTo, receive };

  // What an earlier visit could not save, of a text that has been replaced meanwhile.
  const pattern = all[0]?.element.dataset.save;
  window.kept.keys(say.translation).forEach(async (key) => {
    if (!/^\d+$/.test(key) || all.some((unit) => unit.key === key)) return;
    const { words, version } = window.kept.read(say.translation, key);
    try {
      const answer = await post(pattern.replace(/\d+\/$/, `${key}/`), new URLSearchParams({ words, version, rich: '1' }));
      if (answer.status === 410) {
        window.kept.forget(say.translation, key);
        window.location.reload();
      }
    } catch {
      // Kept until there is a connection.
    }
  });

  // What an earlier visit could not save.
  all.forEach((unit) => {
    const found = window.kept.read(say.translation, unit.key);
    if (!found || unit.field.readOnly) return;
    if (found.words === written(unit)) {
      window.kept.forget(say.translation, unit.key);
      return;
    }
    write(unit, found.words);
    unit.version = found.version;
    unit.base = found.base;
    save(unit);
  });
});
