/* Starts what Wagtail's widgets and panels start by a script in the page, which the content security policy does not run.
   They name it in <template data-start="…" data-arguments="…">, wherever and whenever that comes into the page. The
   arguments are JSON within a string of JSON, without brackets: an inline panel looks for \u0022 where it puts numbers. */
(function () {
  const known = {
    Chooser: (...given) => new window.Chooser(...given),
    DocumentChooser: (...given) => new window.DocumentChooser(...given),
    ImageChooser: (...given) => new window.ImageChooser(...given),
    PageChooser: (...given) => new window.PageChooser(...given),
    SnippetChooser: (...given) => new window.SnippetChooser(...given),
    TaskChooser: (id) => window.createTaskChooser(id),
    InlinePanel: (options) => startWithAdditions(new window.InlinePanel(options)),
    MultipleChooserPanel: (options) => startWithAdditions(new window.MultipleChooserPanel(options)),
    initDateChooser: (...given) => window.initDateChooser(...given),
    initDateTimeChooser: (...given) => window.initDateTimeChooser(...given),
    initTimeChooser: (...given) => window.initTimeChooser(...given),
  };

  // Who adds a row uses its chooser at once.
  function startWithAdditions(panel) {
    const add = panel.addForm;
    panel.addForm = function (...given) {
      const added = add.apply(this, given);
      startWithin(document.body);
      return added;
    };
  }

  function start(element) {
    // Once: what is moved to another place in the page comes into it again.
    element.remove();
    const given = JSON.parse(`"${element.dataset.arguments}"`);
    known[element.dataset.start](...JSON.parse(`[${given}]`));
  }

  function startWithin(node) {
    if (!(node instanceof Element) || !node.isConnected) return;
    if (node.matches("template[data-start]")) start(node);
    else node.querySelectorAll("template[data-start]").forEach(start);
  }

  // In the order of the page, and before anything that waits for the page to be loaded.
  new MutationObserver((changes) =>
    changes.forEach((change) => change.addedNodes.forEach(startWithin)),
  ).observe(document.documentElement, { childList: true, subtree: true });
})();
