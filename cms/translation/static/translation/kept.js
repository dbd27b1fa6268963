/* What was typed and is not saved yet, kept in the browser: for a closed tab, a lost connection, an ended session. */
window.kept = (function () {
  const key = (translation, unit) => `translate.${translation}.${unit}`;
  return {
    read(translation, unit) {
      try {
        return JSON.parse(localStorage.getItem(key(translation, unit)));
      } catch {
        return null;
      }
    },
    write(translation, unit, typed) {
      try {
        localStorage.setItem(key(translation, unit), JSON.stringify(typed));
      } catch {
        // The browser keeps nothing for us: then only the server does.
      }
    },
    keys(translation) {
      try {
        const beginning = key(translation, '');
        return Object.keys(localStorage).filter((name) => name.startsWith(beginning)).map((name) => name.slice(beginning.length));
      } catch {
        return [];
      }
    },
    forget(translation, unit) {
      try {
        localStorage.removeItem(key(translation, unit));
      } catch {
        // As above.
      }
    },
  };
})();
