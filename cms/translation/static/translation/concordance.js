/** Looks up words in what was translated before. Alt+K does so with the words that are selected. */
document.addEventListener('DOMContentLoaded', () => {
  const dialog = document.getElementById('t-look-up');
  if (!dialog) return;
  const field = dialog.querySelector('input');
  const say = dialog.querySelector('[data-say]');
  const list = dialog.querySelector('[data-found]');
  const PAUSE = 300; // After the last letter.
  const MAX = 200; // As the server has it.
  let timer = 0;
  let asking = null;

  function selected() {
    const { activeElement } = document;
    const { value, selectionStart, selectionEnd } = activeElement;
    if (activeElement.tagName === 'TEXTAREA') return value.slice(selectionStart, selectionEnd);
    return window.getSelection().toString();
  }

  function open() {
    const words = selected().trim().replace(/\s+/g, ' ').slice(0, MAX);
    dialog.showModal();
    if (words) {
      field.value = words;
      search();
    }
    field.focus();
    field.select();
  }

  function side(parts, name) {
    const line = document.createElement('p');
    line.lang = list.dataset[`${name}Lang`];
    line.dir = list.dataset[`${name}Dir`];
    line.append(...parts.map(([words, isHit]) => {
      if (!isHit) return words;
      const mark = document.createElement('mark');
      mark.textContent = words;
      return mark;
    }));
    return line;
  }

  function show({ found, isCut }) {
    list.replaceChildren(...found.map(([source, words]) => {
      const item = document.createElement('li');
      item.append(side(source, 'source'), side(words, 'target'));
      return item;
    }));
    say.textContent = (!found.length && dialog.dataset.none) || (isCut && dialog.dataset.cut) || '';
  }

  async function search() {
    clearTimeout(timer);
    asking?.abort();
    const words = field.value.trim();
    if (words.length < 2) {
      list.replaceChildren();
      say.textContent = '';
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${dialog.dataset.url}?${new URLSearchParams({ q: words })}`, {
        headers: { Accept: 'application/json' },
        signal,
      });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    } catch {
      if (signal.aborted) return;
      list.replaceChildren();
      say.textContent = dialog.dataset.failed;
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') search();
  });
  document.addEventListener('keydown', (event) => {
    if (event.code !== 'KeyK' || !event.altKey || event.ctrlKey || event.metaKey || dialog.open) return;
    event.preventDefault();
    open();
  });
  const button = document.querySelector('[data-look-up]');
  button.hidden = false;
  button.addEventListener('click', open);
});
