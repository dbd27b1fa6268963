/*
 * Counts the characters of every input that has a limit. A browser cuts what is pasted beyond `maxlength` without a
 * word, so the attribute goes: all of it stays, the counter says how much is too much, and the server refuses to publish.
 */
(() => {
  const { count, over } = document.currentScript.dataset;
  const INPUTS = 'input[maxlength]:not([type=hidden]), textarea[maxlength]';
  const NEAR = 0.8;
  let number = 0;

  /* As the server counts: characters and not halves of them, without blanks at the ends, line ends as they are sent. */
  const lengthOf = (text) => [...text.trim().replace(/\r?\n/g, '\r\n')].length;

  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_match, name) => values[name]);

  const attach = (input) => {
    const limit = Number(input.getAttribute('maxlength'));
    input.removeAttribute('maxlength');
    if (!limit) return;
    const counter = document.createElement('span');
    number += 1;
    counter.id = `limit-${number}`;
    counter.className = 'limit';
    counter.setAttribute('role', 'status');
    input.after(counter);
    input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') || ''} ${counter.id}`.trim());
    const update = () => {
      const length = lengthOf(input.value);
      const isOver = length > limit;
      const isShown = isOver || length >= limit * NEAR;
      counter.textContent = isShown ? say(isOver ? over : count, { length, limit, excess: length - limit }) : '';
      counter.classList.toggle('limit--over', isOver);
    };
    input.addEventListener('input', update);
    input.addEventListener('change', update);
    update();
  };

  const attachAll = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches(INPUTS)) attach(root);
    root.querySelectorAll(INPUTS).forEach(attach);
  };

  const start = () => {
    attachAll(document.body);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(attachAll))).observe(
      document.body,
      { childList: true, subtree: true },
    );
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
