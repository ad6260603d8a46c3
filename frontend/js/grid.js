/*
 * Client-side behavior of grids: visible columns by width, the row menu, the end of the highlight of a changed row,
 * the place of visible rows, the detail pane, and the return from the page of a row.
 */
import { watchGroups } from "./groups.js";
import { bodyRows, focusRow, groupButton } from "./rows.js";

const COLUMNS = "vaadin-grid > vaadin-grid-column, vaadin-grid > vaadin-grid-sort-column";
const SPLIT = "vaadin-master-detail-layout[has-detail]:not([overlay]) > .servers-page";

/*
 * Columns are shown by the width of the window (data-from, data-to), or by the width of the grid if the detail pane is
 * open (data-beside). Columns with data-off are hidden at each width.
 */
const wanted = (column, split) => {
  if (column.hasAttribute("data-off")) return false;
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
new MutationObserver(fit).observe(document.body, { attributeFilter: ["data-off", "data-from"], subtree: true });
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
      if (grid.classList.contains("servers")) {
        watchGroups(grid);
        watchMoves(grid);
      }
    });
    returnTo(document.querySelector("vaadin-grid.servers"));
  }
}).observe(document.body, { childList: true, subtree: true });
fit();

/**
 * Removes the part "changed" of a row after its animation, which would otherwise run again when the row is scrolled
 * into view.
 */
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
 * Rows above the visible ones may appear or disappear. The server announces this before it sends the rows. If visible
 * rows get other indexes, the grid is scrolled by their most common shift before the browser paints.
 */
const moving = new WeakSet();
const SCROLLING_MILLIS = 200;
function watchMoves(grid) {
  if (moving.has(grid) || !grid.$?.table) return;
  moving.add(grid);
  const { table } = grid.$;
  let expected;
  let scrolled = -Infinity;
  table.addEventListener("scroll", () => {
    if (table.scrollTop !== expected) scrolled = performance.now();
    expected = undefined;
  });
  grid.addEventListener("sd-rows-move", () => {
    // At the top of the grid, new rows must become visible. While the user scrolls, a correction would stop the
    // scrolling.
    if (!table.scrollTop || performance.now() - scrolled < SCROLLING_MILLIS) return;
    const visible = visibleRows(grid);
    // The microtask runs after the message of the server has been processed.
    queueMicrotask(async () => {
      for (let i = 0; i < 3 && !(await grid.updateComplete); i++);
      if (keepPlace(grid, visible)) expected = table.scrollTop;
    });
  });
}

const visibleRows = (grid) => {
  const top = grid.$.header.getBoundingClientRect().bottom;
  const { bottom } = grid.$.table.getBoundingClientRect();
  return bodyRows(grid)
    .filter((row) => !row.hasAttribute("loading"))
    .map((row) => ({ key: row._item?.key, index: row.index, box: row.getBoundingClientRect() }))
    .filter(({ key, box }) => key && box.bottom > top + 1 && box.top < bottom);
};

/*
 * Scrolls by the most common shift of the visible rows, unless fewer than a quarter of them moved by it: a row that
 * moved alone must not take the others along. The focus stays on its server. Returns whether the grid was scrolled.
 */
const keepPlace = (grid, rows) => {
  const indexes = new Map();
  grid._dataProviderController.rootCache.items.forEach((item, index) => item && indexes.set(item.key, index));
  const shifts = rows.map(({ key, index }) => indexes.get(key) - index);
  const count = (shift) => shifts.filter((other) => other === shift).length;
  const shift = shifts.filter((one) => count(one) >= rows.length / 4).sort((one, other) => count(other) - count(one))[0];
  if (!shift) return false;
  const { index, box } = rows[shifts.indexOf(shift)];
  const focused = rows.findIndex((row) => row.index === grid._focusedItemIndex);
  if (shifts[focused] === shift && grid.shadowRoot.activeElement?.closest("#items")) grid._focusedItemIndex += shift;
  grid._scrollToFlatIndex(index + shift);
  const row = bodyRows(grid).find((one) => one.index === index + shift);
  if (row) grid.$.table.scrollTop += row.getBoundingClientRect().top - box.top;
  grid.__updateItemsFocusable();
  return true;
};

/* A click anywhere in the header row of a group collapses or expands it, except on its checkbox. */
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".pick-box, .pick")) return;
  const grid = event.target.closest?.("vaadin-grid.servers");
  const row = grid && event.composedPath().find((node) => node.localName === "tr" && node.parentElement?.id === "items");
  const head = row && groupButton(row);
  if (!head) return;
  if (event.composedPath().includes(head)) keepFocus(grid, row.index);
  else head.click();
});

/*
 * The rows that follow a collapsed or expanded header change, and the element with the focus may be removed. The index
 * of the header does not change.
 */
const KEEP_FOCUS_MILLIS = 1500;
function keepFocus(grid, index) {
  const end = performance.now() + KEEP_FOCUS_MILLIS;
  const check = () => {
    const row = document.activeElement === document.body && bodyRows(grid).find((one) => one.index === index);
    if (row) focusRow(grid, row);
    else if (grid.isConnected && performance.now() < end) setTimeout(check, 50);
  };
  check();
}

/*
 * Minimum window width to open a server in the detail pane; in narrower windows and in other tabs it opens as a page.
 */
const BESIDE = 1100;

/*
 * Going back from the page of a server restores the grid: the URL contains its filters, and the session storage of the
 * tab contains the scroll position.
 */
const LEFT = "sd-left";
const left = () => JSON.parse(sessionStorage.getItem(LEFT) ?? "null");
let back = false;

// If the grid is present, going back closed the detail pane.
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
      // Focus the row: in a cell, the grid would handle the first Escape itself.
      const row = bodyRows(grid).find((one) => one.index === index);
      if (row) focusRow(grid, row);
    } else if (way) {
      const first = grid._firstVisibleIndex ?? 0;
      // The scrolled header of a group covers the first row.
      const top = first && grid.dataset.groups ? first + 1 : first;
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
  // Capture the event before Flow follows the link.
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

/** Opens the menu that all rows share by a contextmenu event. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-menu]");
  if (!button) return;
  event.stopPropagation();
  openMenu(button);
});

/** Moves a menu that is longer than the space below its button up, so that it does not scroll. */
document.addEventListener("vaadin-overlay-open", ({ detail: { overlay } }) => {
  if (overlay.localName !== "vaadin-context-menu-overlay") return;
  const box = overlay.$.overlay;
  const hidden = box.scrollHeight - box.clientHeight;
  if (hidden > 0 && overlay.style.top) overlay.style.top = `${Math.max(0, parseFloat(overlay.style.top) - hidden)}px`;
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
