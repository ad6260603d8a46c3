/*
 * What grids need from the browser: which columns there is room for, the row menu on the button with three dots, the end of
 * a changed row's glow, the server beside the grid, and the way back from a row's page.
 */
import { bodyRows, focusRow } from "./rows.js";

const COLUMNS = "vaadin-grid > vaadin-grid-column, vaadin-grid > vaadin-grid-sort-column";
const SPLIT = "vaadin-master-detail-layout[has-detail]:not([overlay]) > .servers-page";

/* By the width of the window (data-from, data-to), or of the grid itself where it shares the window (data-beside). */
const wanted = (column, split) => {
  if (split) return split.clientWidth >= Number(column.dataset.beside ?? Infinity);
  const width = window.innerWidth;
  return width >= Number(column.dataset.from ?? 0) && width <= Number(column.dataset.to ?? Infinity);
};

const widths = new WeakMap();
const narrow = (column, split) => {
  const width = column.dataset.besideWidth;
  if (split && width && !widths.has(column)) {
    widths.set(column, column.width);
    column.width = width;
  } else if (!split && widths.has(column)) {
    column.width = widths.get(column);
    widths.delete(column);
  }
};

const fit = () => {
  for (const column of document.querySelectorAll(COLUMNS)) {
    const split = column.parentElement.closest(SPLIT);
    const hidden = !wanted(column, split);
    narrow(column, split);
    if (column.hidden !== hidden) column.hidden = hidden;
  }
};

window.addEventListener("resize", fit);
const sizes = new ResizeObserver(fit);
new MutationObserver((records) => {
  const added = records.some((record) =>
    [...record.addedNodes].some(
      (node) => node.nodeType === 1 && (node.matches(COLUMNS) || node.querySelector?.("vaadin-grid-column")),
    ),
  );
  if (added) {
    fit();
    document.querySelectorAll("vaadin-grid").forEach((grid) => {
      endGlow(grid);
      sizes.observe(grid);
    });
    returnTo(document.querySelector("vaadin-grid.servers"));
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
    if (item?.part) item.part.row = (item.part.row ?? "").split(" ").filter((part) => part !== "changed").join(" ");
    row?.querySelectorAll("td").forEach((cell) => cell.part.remove("changed"));
    row?.part.remove("changed");
  });
}

/*
 * A server opens beside the grid where there is room for both; as a page of its own where there is not, and in another tab.
 */
const BESIDE = 1100;

/*
 * From a server's page one comes back to the grid as it was left: what it showed is in its address, and what was at its
 * top is kept here, for this tab of the browser.
 */
const LEFT = "sd-left";
const left = () => JSON.parse(sessionStorage.getItem(LEFT) ?? "null");
let back = false;

// Unless the grid is there: then the way back closed what was open beside it.
window.addEventListener("popstate", () => (back = !document.querySelector("vaadin-grid.servers")));

document.addEventListener(
  "click",
  (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const name = event.target.closest?.("vaadin-grid.servers a.n");
    const way = name ?? event.target.closest?.(".beside > .ways a");
    const grid = way?.closest("vaadin-master-detail-layout")?.querySelector("vaadin-grid.servers") ?? name?.closest("vaadin-grid");
    if (name && window.innerWidth >= BESIDE && name.closest("vaadin-master-detail-layout")) {
      event.preventDefault();
      event.stopPropagation();
      const { item, index } = grid.getEventContext(event);
      grid.dispatchEvent(new CustomEvent("sd-act", { detail: { key: item.key, action: "open" } }));
      // The keys go on from the row: within a cell the grid would keep the first Escape for itself.
      const row = bodyRows(grid).find((one) => one.index === index);
      if (row) focusRow(grid, row);
    } else if (way) {
      const top = grid._firstVisibleIndex ?? 0;
      const from = location.pathname + location.search;
      sessionStorage.setItem(LEFT, JSON.stringify({ from, to: way.pathname, top }));
    } else if (event.target.closest?.("[data-back]")) {
      const to = left()?.to;
      if (to && (location.pathname === to || location.pathname.startsWith(`${to}/`))) {
        event.preventDefault();
        history.back();
      }
    }
  },
  // Before Flow follows the link.
  true,
);

function returnTo(grid) {
  if (!back || !grid) return;
  back = false;
  const kept = left();
  if (kept?.from !== location.pathname + location.search || !kept.top) return;
  let patience = 120;
  const go = () => {
    if (grid.size > kept.top) grid.scrollToIndex(kept.top);
    else if (patience--) requestAnimationFrame(go);
  };
  go();
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
