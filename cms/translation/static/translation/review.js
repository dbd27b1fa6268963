/** Four eyes: what waits for approval, and approving it, by a button or by Ctrl+Shift+Enter. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  const say = document.getElementById('t-review')?.dataset;
  if (!screen?.translating || !say) return;
  const { units, post, save, tell, goTo, receive } = screen.translating;
  const all = screen.querySelector('[data-approve-all]');
  const me = Number(say.me);
  const reviews = new Map(units.map((unit) => [unit, JSON.parse(unit.element.dataset.review || 'null')]));

  /** Of a text by a machine a translator is the writer first. */
  function waits(unit) {
    return Boolean(reviews.get(unit)?.waits) && unit.element.dataset.state !== 'machine';
  }

  function isMine(unit) {
    return waits(unit) && reviews.get(unit).writer !== me && !('locked' in say);
  }

  function show(unit) {
    const review = reviews.get(unit);
    const line = unit.element.querySelector('[data-review-line]');
    unit.element.toggleAttribute('data-waits', waits(unit));
    if (isMine(unit)) line.replaceChildren(say.waits, button(say.approve, () => send([unit])));
    else if (waits(unit)) line.replaceChildren(say.others);
    else if (review?.approved) {
      const isTaken = review.approver === me && !('locked' in say);
      line.replaceChildren(review.approved, ...(isTaken ? [button(say.takeBack, () => send([unit], true))] : []));
    } else line.replaceChildren();
    showAll();
  }

  function showAll() {
    if (!all) return;
    const count = units.filter(isMine).length;
    all.hidden = count === 0;
    all.textContent = say.all.replace('{count}', count);
  }

  function button(words, action) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button button-small button-secondary';
    made.textContent = words;
    made.addEventListener('click', action);
    return made;
  }

  /** What is typed is saved first: whoever writes is not who approves. */
  async function send(some, isTakenBack = false) {
    await Promise.all(some.map(save));
    const body = new URLSearchParams(some.map((unit) => ['text', `${unit.key}~${unit.version}`]));
    if (isTakenBack) body.set('take_back', '1');
    try {
      const answer = await post(say.approveUrl, body);
      const { texts } = await answer.json();
      some.forEach((unit) => {
        receive(unit, texts[unit.key]);
        if (!unit.conflict) tell(unit, texts[unit.key].problem, Boolean(texts[unit.key].problem));
      });
    } catch {
      some.forEach((unit) => tell(unit, say.failed, true));
    }
  }

  async function approveAndGoOn(unit) {
    await save(unit);
    const place = units.indexOf(unit);
    const next = [...units.slice(place + 1), ...units.slice(0, place)].find((other) => !other.element.hidden && isMine(other));
    if (waits(unit) && !isMine(unit)) tell(unit, say.mine, true);
    const sending = isMine(unit) ? send([unit]) : null;
    if (next) goTo(next);
    else screen.querySelector('[data-publish] button, [data-next]')?.focus();
    await sending;
  }

  units.forEach((unit) => {
    unit.element.addEventListener('translate:told', (event) => {
      reviews.set(unit, event.detail.review);
      show(unit);
    });
    // Before the screen takes it for Ctrl+Enter.
    unit.element.addEventListener('keydown', (event) => {
      if (!unit.field.contains(event.target)) return;
      if (event.key !== 'Enter' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      approveAndGoOn(unit);
    }, { capture: true });
    show(unit);
  });
  all?.addEventListener('click', () => send(units.filter(isMine)));
});
