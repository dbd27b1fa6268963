/* Tables of the editor: rows and columns by buttons, which a keyboard and a screen reader reach. Handsontable's own way,
   a menu under the right mouse button, speaks English only. The grid takes the focus where Tab brings it. */
(() => {
  const { gettext } = window;
  const actions = [
    [gettext("Add row above"), (table, row) => table.alter("insert_row", row)],
    [gettext("Add row below"), (table, row) => table.alter("insert_row", row + 1)],
    [gettext("Add column before"), (table, row, column) => table.alter("insert_col", column)],
    [gettext("Add column after"), (table, row, column) => table.alter("insert_col", column + 1)],
    [gettext("Remove row"), (table, row) => table.countRows() > 1 && table.alter("remove_row", row)],
    [gettext("Remove column"), (table, row, column) => table.countCols() > 1 && table.alter("remove_col", column)],
  ];

  function selectWhereFocusIs(table, event) {
    const cell = event.target.closest("td, th");
    const place = cell && table.getCoords(cell);
    if (place && place.row >= 0 && place.col >= 0) table.selectCell(place.row, place.col);
  }

  function addButtons(table) {
    const grid = table.rootElement;
    const bar = document.createElement("div");
    bar.className = "table-buttons";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", gettext("Rows and columns"));
    let place = [0, 0];
    table.addHook("afterSelectionEnd", (row, column) => {
      place = [row, column];
    });
    for (const [label, action] of actions) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = label;
      // The grid would take the keys that are meant for the button.
      button.addEventListener("focus", () => table.unlisten());
      button.addEventListener("click", () => {
        const [row, column] = [Math.min(place[0], table.countRows() - 1), Math.min(place[1], table.countCols() - 1)];
        action(table, row, column);
      });
      bar.append(button);
    }
    grid.after(bar);
    grid.addEventListener("focusin", (event) => selectWhereFocusIs(table, event));
  }

  window.Handsontable.hooks.add("afterInit", function init() {
    addButtons(this);
  });
})();
