/** What two people wrote of one text: the words in which they differ, and both in one where that can be. */
document.addEventListener('DOMContentLoaded', () => {
  const screen = document.getElementById('translate');
  if (!screen?.translating || !screen.dataset.takeMerged) return;
  const say = screen.dataset;
  const { save, written, write, plain, choice } = screen.translating;

  function quote(unit, ...content) {
    const made = document.createElement('blockquote');
    made.lang = unit.field.lang;
    made.dir = unit.field.dir;
    made.append(...content);
    return made;
  }

  /** The words of one side, with those marked that only it has. */
  function side(difference, own) {
    return difference.filter(([kind]) => kind === 'both' || kind === own).map(([kind, words]) => {
      if (kind === 'both') return words;
      const mark = document.createElement('mark');
      mark.textContent = words;
      return mark;
    });
  }

  screen.addEventListener('conflict', ({ detail: { unit, told, line, theirs, resolve } }) => {
    if (!told.difference) return;
    theirs.replaceWith(quote(unit, ...side(told.difference, 'theirs')));
    line.append(` ${say.mine} `, quote(unit, ...side(told.difference, 'mine')));
    if (told.merged === null) return;
    line.append(` ${say.merged} `, quote(unit, plain(told.merged, unit.isRich)), choice(say.takeMerged, () => {
      if (unit.conflict?.mine !== written(unit)) {
        save(unit); // Something was typed since: it is to be in what is taken.
        return;
      }
      write(unit, told.merged);
      resolve(unit, false);
    }));
  });
});
