/* Links from a list of problems to the place of each: opens what hides it, brings it into view and puts the cursor there. */
(() => {
  const FOCUSABLE = 'input:not([type=hidden]), textarea, select, button, [contenteditable=true], a[href]';

  /* By the exact id, else by the first that it begins: a block or a row is named by the prefix of its fields. */
  const find = (name) => {
    const start = CSS.escape(name);
    return (
      document.getElementById(name) ||
      document.getElementById(`${name}-chooser`) ||
      document.querySelector(`[id^="${start}-"], [id^="${start}_"], [name="${start}"], [name^="${start}-"]`)
    );
  };

  const isSeen = (element) => element.getClientRects().length > 0;

  const open = (element) => {
    const tab = element.closest('[role=tabpanel][hidden]');
    if (tab) document.querySelector(`[role=tab][aria-controls="${tab.id}"], a[href="#${tab.id}"]`)?.click();
    for (let panel = element.closest('[data-panel]'); panel; panel = panel.parentElement.closest('[data-panel]')) {
      const toggle = panel.querySelector('[data-panel-toggle][aria-expanded=false]');
      if (toggle && toggle.closest('[data-panel]') === panel) toggle.click();
    }
  };

  const FRAMES = 120;

  /* Wagtail shows the tab a moment after it was chosen: nothing in it can be focused before. */
  const whenShown = (element, then, frames = FRAMES) => {
    if (frames > 0 && element.closest('[role=tabpanel][hidden]')) {
      requestAnimationFrame(() => whenShown(element, then, frames - 1));
    } else then();
  };

  const goTo = (element) => {
    let target = element;
    if (!isSeen(target) || !target.matches(FOCUSABLE)) {
      const place = element.closest('[data-field], [data-contentpath], [data-panel]') || element;
      target = [...element.querySelectorAll(FOCUSABLE), ...place.querySelectorAll(FOCUSABLE)].find(isSeen) || place;
    }
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  };

  const reveal = (name) => {
    const element = find(name);
    if (!element) return false;
    open(element);
    whenShown(element, () => goTo(element));
    return true;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-problem]');
    if (link && reveal(decodeURIComponent(link.hash.slice(1)))) event.preventDefault();
  });

  window.addEventListener('load', () => {
    const summary = document.querySelector('[data-problems]');
    if (summary) summary.focus();
    // From a message on another page. Wagtail opens its tabs by the address as well: their names are no problem's.
    const name = decodeURIComponent(window.location.hash.slice(1));
    if (name && !name.startsWith('tab-')) reveal(name);
  });

  window.addEventListener('hashchange', () => {
    const name = decodeURIComponent(window.location.hash.slice(1));
    if (name && !name.startsWith('tab-')) reveal(name);
  });
})();
