/** The very same text in several places: says which were filled in when one was saved, and takes that back. Alt+Z does too. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  if (!screen?.translating || !screen.dataset.takeBack) return;
  const say = screen.dataset;
  const { units, post, written, write, show, tell, choice } = screen.translating;

  /** Shows what the server has. What was typed meanwhile stays, and is shown beside it when it is saved. */
  function take(text) {
    const unit = units.find((other) => other.key === String(text.key));
    if (!unit || written(unit) !== unit.saved) return null;
    write(unit, text.words);
    unit.saved = written(unit);
    unit.base = unit.saved;
    unit.version = text.version;
    show(unit, text);
    return unit;
  }

  screen.addEventListener('filled', ({ detail: { unit, filled } }) => {
    const label = unit.element.querySelector('.t-unit__label').textContent;
    filled.map(take).forEach((other) => other && tell(other, `${say.filledFrom} ${label}`));
    unit.undo = filled.map(({ undo }) => undo);
    const line = tell(unit, `${say.saved}. ${say.filled} ${filled.map(({ place }) => place).join(', ')} `);
    line.append(choice(say.undo, () => takeBack(unit)));
  });

  async function takeBack(unit) {
    const tokens = unit.undo;
    if (!tokens) return;
    unit.undo = null;
    unit.isAlone = true; // What was taken back is not filled in once more.
    unit.field.focus();
    try {
      const answer = await post(say.takeBack, new URLSearchParams(tokens.map((token) => ['undo', token])));
      if (!answer.ok) throw new Error(answer.status);
      (await answer.json()).texts.map(take).forEach((other) => other && tell(other, ''));
      tell(unit, say.saved);
    } catch {
      unit.undo = tokens;
      tell(unit, `${say.undoFailed} `, true).append(choice(say.undo, () => takeBack(unit)));
    }
  }

  units.forEach((unit) => unit.field.addEventListener('keydown', (event) => {
    if (event.code !== 'KeyZ' || !event.altKey || event.ctrlKey || event.metaKey || !unit.undo) return;
    event.preventDefault();
    takeBack(unit);
  }));
});
