/** Questions to those who wrote the page, at the text that they are about. Alt+Q opens them for the text that is written. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  const say = document.getElementById('t-questions')?.dataset;
  if (!screen?.translating || !say) return;
  const { units, post, plain } = screen.translating;
  const lost = screen.querySelector('[data-lost]');
  let fieldCount = 0;
  let told = { texts: {}, lost: [] };

  function make(tag, className, ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function parts(unit) {
    return [unit.element.querySelector('[data-questions-button]'), unit.element.querySelector('[data-questions]')];
  }

  function fields(within) {
    return [...within.querySelectorAll('textarea')];
  }

  function threadsOf(unit) {
    return told.texts[unit.key] || [];
  }

  async function send(address, values) {
    const answer = await post(address, new URLSearchParams(values));
    return { isGood: answer.ok, told: await answer.json() };
  }

  /** A field with a button. What was written stays in it until the server has it. */
  function form(label, button, address, after) {
    const field = make('textarea', 't-field');
    const line = make('p', 't-unit__say');
    const name = make('label', '', label);
    field.rows = 2;
    field.maxLength = 2_000;
    field.id = `t-question-${(fieldCount += 1)}`;
    name.htmlFor = field.id;
    line.setAttribute('role', 'status');
    const made = make('form', 't-questions__form', name, field, make('button', 'button button-small', button), line);
    made.dataset.address = address;
    made.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (made.dataset.isSending) return;
      made.dataset.isSending = '1';
      try {
        const answer = await send(address, { text: field.value });
        if (answer.isGood) {
          field.value = '';
          after(answer.told);
        } else line.textContent = answer.told.problem;
      } catch {
        line.textContent = say.failed;
      }
      delete made.dataset.isSending;
    });
    return made;
  }

  function thread(question, source, after) {
    const address = say.act.replace('/0/', `/${question.key}/`);
    const made = make('li', '');
    made.id = `question-${question.key}`;
    made.append(make('p', 't-history__head', [question.language, ...(question.isResolved ? [say.isClosed] : [])].join(' · ')));
    if (question.source !== source) {
      const words = make('span', '', question.source);
      words.lang = say.sourceLang;
      words.dir = say.sourceDir;
      made.append(make('p', '', `${say.about} `, words));
    }
    question.messages.forEach(({ by, at, text }) => {
      made.append(make('p', 't-history__head', `${by || say.nobody}, ${at}`), make('p', 't-history__words', text));
    });
    if (!question.isResolved) made.append(form(say.answer, say.send, address, after));
    const settle = make('button', 'button button-small button-secondary', question.isResolved ? say.reopen : say.close);
    settle.type = 'button';
    settle.addEventListener('click', async () => {
      try {
        const field = made.querySelector('textarea');
        const act = question.isResolved ? 'reopen' : 'resolve';
        const answer = await send(address, { [act]: '1', text: field?.value || '' });
        if (answer.isGood && field) field.value = '';
        if (answer.isGood) after(answer.told);
      } catch {
        settle.after(make('span', 't-unit__say', ` ${say.failed}`));
      }
    });
    made.append(settle);
    return made;
  }

  function show(unit) {
    const [opener, panel] = parts(unit);
    const threads = threadsOf(unit);
    const open = threads.filter((question) => !question.isResolved).length;
    const label = (open && say.open) || (threads.length && say.closed) || say.ask;
    opener.textContent = label.replace('{count}', open || threads.length);
    const now = JSON.stringify(threads);
    // What has not changed stays as it is, with what is typed and chosen in it.
    if (panel.hidden || panel.dataset.shown === now) return;
    panel.dataset.shown = now;
    const after = (answer) => {
      receive(answer);
      (panel.querySelector('textarea') || opener).focus();
    };
    const source = plain(unit.source, unit.isRich);
    const list = make('ol', '', ...threads.map((question) => thread(question, source, after)));
    const typed = new Map(fields(panel).map((field) => [field.form.dataset.address, field.value]));
    const focused = fields(panel).find((field) => field === document.activeElement)?.form.dataset.address;
    panel.replaceChildren(list, form(say.label, say.ask, opener.dataset.questionsButton, after));
    fields(panel).forEach((field) => {
      field.value = typed.get(field.form.dataset.address) || '';
      if (field.form.dataset.address === focused) field.focus();
    });
  }

  function receive(answer) {
    told = answer;
    units.forEach(show);
    lost.hidden = told.lost.length === 0;
    const list = make('ol', 't-history', ...told.lost.map((question) => thread(question, '', receive)));
    lost.querySelector('[data-lost-threads]').replaceChildren(list);
  }

  function open(unit) {
    const [opener, panel] = parts(unit);
    panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    show(unit);
  }

  function toggle(unit) {
    const [opener, panel] = parts(unit);
    if (panel.hidden) {
      open(unit);
      panel.querySelector('textarea').focus();
      return;
    }
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    unit.field.focus();
  }

  units.forEach((unit) => {
    const [opener, panel] = parts(unit);
    opener.addEventListener('click', () => toggle(unit));
    unit.element.addEventListener('keydown', (event) => {
      const isKey = event.altKey && event.code === 'KeyQ' && !event.ctrlKey && !event.metaKey;
      const isClosing = event.key === 'Escape' && panel.contains(event.target);
      if (!isKey && !isClosing) return;
      event.preventDefault();
      toggle(unit);
    });
  });

  window.addEventListener('beforeunload', (event) => {
    if (units.some((unit) => fields(parts(unit)[1]).some((field) => field.value.trim()))) event.preventDefault();
  });

  async function begin() {
    try {
      const answer = await fetch(say.url, { headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      receive(await answer.json());
    } catch {
      return; // They are there when the page is loaded again.
    }
    // What waits for an answer, or was just answered, is to be seen without looking for it.
    units.filter((unit) => threadsOf(unit).some((question) => !question.isResolved)).forEach(open);
    if (window.location.hash.startsWith('#question-')) {
      const named = document.getElementById(window.location.hash.slice(1));
      named?.scrollIntoView({ block: 'center' });
    }
  }

  begin();
});
