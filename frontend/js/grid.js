/*
 * What grids need from the browser: which columns the window has room for (data-from and data-to, in pixels of its
 * width), the row menu on the button with three dots, and the end of a changed row's glow.
 */
const COLUMNS = "vaadin-grid > vaadin-grid-column, vaadin-grid > vaadin-grid-sort-column";

const fit = () => {
  const width = window.innerWidth;
  for (const column of document.querySelectorAll(COLUMNS)) {
    const from = Number(column.dataset.from ?? 0);
    const to = Number(column.dataset.to ?? Infinity);
    const hidden = width < from || width > to;
    if (column.hidden !== hidden) column.hidden = hidden;
  }
};

window.addEventListener("resize", fit);
new MutationObserver((records) => {
  const added = records.some((record) =>
    [...record.addedNodes].some(
      (node) => node.nodeType === 1 && (node.matches(COLUMNS) || node.querySelector?.("vaadin-grid-column")),
    ),
  );
  if (added) {
    fit();
    document.querySelectorAll("vaadin-grid").forEach(endGlow);
  }
}).observe(document.body, { childList: true, subtree: true });
fit();

/** Once a row has glowed, the part goes: else it would glow again when it is scrolled into sight the next time. */
const watched = new WeakSet();
function endGlow(grid) {
  if (watched.has(grid) || !grid.shadowRoot) return;
  watched.add(grid);
  grid.shadowRoot.addEventListener("animationend", (event) => {
    if (event.animationName !== "sd-glow") return;
    const row = event.target.closest("tr");
    const item = row?._item;
    if (item?.part) delete item.part.row;
    row?.querySelectorAll("td").forEach((cell) => cell.part.remove("changed"));
    row?.part.remove("changed");
  });
}

/** The menu is one for all rows and opens like a context menu, so it is asked for like one. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-menu]");
  if (!button) return;
  event.stopPropagation();
  openMenu(button);
});

export function openMenu(button) {
  const box = button.getBoundingClientRect();
  button.dispatchEvent(
    new MouseEvent("contextmenu", {
      bubbles: true,
      composed: true,
      cancelable: true,
      clientX: box.right,
      clientY: box.bottom + 2,
    }),
  );
}
