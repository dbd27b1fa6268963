/**
 * The page as it will look, beside its texts: with what is saved, at the text that is being written. On a wide screen it
 * stands there until it is hidden, which the browser remembers; on another it is opened over the texts. While it is
 * hidden, nothing is loaded.
 */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  const panel = document.getElementById('t-beside');
  const toggle = document.querySelector('[data-beside-toggle]');
  if (!screen?.translating || !panel || !toggle) return;
  const { units, plain } = screen.translating;
  const KEY = 'translate.beside';
  const AFTER_SAVE = 500;
  const wide = window.matchMedia('(min-width: 85rem)');
  let frame = null;
  let timer = 0;
  let at = null;
  let marked = null;

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // Then it is as at the beginning next time.
    }
  }

  function open() {
    frame = document.createElement('iframe');
    frame.title = panel.getAttribute('aria-label');
    frame.setAttribute('sandbox', 'allow-same-origin'); // Nothing runs in it, and no link leads the screen away.
    frame.src = panel.dataset.url;
    frame.addEventListener('load', mark);
    panel.append(frame);
    panel.hidden = false;
    screen.toggleAttribute('data-beside', true);
    toggle.setAttribute('aria-expanded', 'true');
  }

  function close() {
    clearTimeout(timer);
    frame.remove();
    frame = null;
    panel.hidden = true;
    screen.toggleAttribute('data-beside', false);
    toggle.setAttribute('aria-expanded', 'false');
  }

  function load() {
    if (frame) frame.contentWindow.location.replace(panel.dataset.url);
  }

  // Lines are written as such here, and as breaks there.
  function letters(words) {
    return words.replace(/\s+/g, '');
  }

  /** What the preview shows of a text: what is saved, or else the original's words. */
  function shown(unit) {
    return letters(plain(unit.base || '', unit.isRich)) || letters(plain(unit.source, unit.isRich));
  }

  function innermost(elements) {
    return elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
  }

  /** The part of the preview with a text: of the same words in several places, that in the same order. */
  function place(unit) {
    const words = shown(unit);
    const all = [...frame.contentDocument.querySelectorAll('main *')].filter((element) => element.textContent);
    const same = innermost(all.filter((element) => letters(element.textContent) === words));
    const found = same.length ? same : innermost(all.filter((element) => letters(element.textContent).includes(words)));
    const before = units.slice(0, units.indexOf(unit)).filter((other) => shown(other) === words).length;
    return found[before] || found[0];
  }

  function mark() {
    if (!frame?.contentDocument) return;
    marked?.style.removeProperty('outline');
    marked = at && shown(at) ? place(at) : null;
    if (!marked) return;
    marked.style.outline = '3px solid #007d7e';
    const view = frame.contentWindow;
    view.scrollTo({ top: view.scrollY + marked.getBoundingClientRect().top - view.innerHeight / 3 });
  }

  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    if (frame) close();
    else open();
    if (wide.matches) remember(frame ? 'shown' : 'hidden');
    else if (frame) panel.querySelector('button').focus();
  });
  panel.querySelector('button').addEventListener('click', () => {
    close();
    if (wide.matches) remember('hidden');
    toggle.focus();
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || wide.matches) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    toggle.focus();
  });
  wide.addEventListener('change', () => frame && !wide.matches && close());
  screen.addEventListener('focusin', (event) => {
    const unit = units.find(({ element }) => element.contains(event.target));
    if (!unit || unit === at) return;
    at = unit;
    mark();
  });
  screen.addEventListener('saved', () => {
    clearTimeout(timer);
    timer = setTimeout(load, AFTER_SAVE);
  });
  if (wide.matches && remembered() !== 'hidden') open();
});
