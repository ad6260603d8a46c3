/*
 * Keyboard shortcuts: Ctrl-K or ⌘-K opens the command palette, / focuses the search field, j and k move between rows,
 * Enter opens the server of a row, Esc closes it, . opens the row menu, s p r o start, stop, reboot, and open the
 * console, x selects the row or its group, g s, g o and c s open pages, ? opens the help. Disabled while a dialog or menu is
 * open and, except for Ctrl-K, in text fields. Users can turn off the shortcuts of one character.
 */
import { bodyRows, cellContents, focusFirstRow, focusRow, groupAt, groupButton, isGroup } from "./rows.js";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const OPEN = "vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-context-menu[opened], vaadin-menu-bar-submenu[opened]";
const ACTIONS = { s: "start", p: "stop", r: "reboot", o: "console" };

/* Printing is not part of the first load, which must be small. */
const PRINTING_MILLIS = 5_000;
setTimeout(() => import(new URL("print.js", import.meta.url).href), PRINTING_MILLIS);

let leader = "";
let leaderAt = 0;
let byKeyboard = false;
document.addEventListener("keydown", () => (byKeyboard = true), true);
document.addEventListener("pointerdown", () => (byKeyboard = false), true);

const deepActive = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

const theGrid = () => document.querySelector("vaadin-grid");
const focusedRow = () => deepActive()?.closest?.("tr[part~='row'], tr");
const move = (step) => {
  const grid = theGrid();
  if (!grid?.shadowRoot) return;
  const row = focusedRow();
  if (!row || row.getRootNode() !== grid.shadowRoot) {
    focusFirstRow(grid);
    return;
  }
  // Skips the headers of groups, which the arrow keys reach. Returns to the row if no server follows.
  let moved = 0;
  while (arrow(step)) {
    moved++;
    if (!isGroup(focusedRow())) return;
  }
  while (moved--) arrow(-step);
};

/* Moves the focus by one row. Returns whether it moved. */
const arrow = (step) => {
  const row = focusedRow();
  const index = row.index;
  row.dispatchEvent(
    new KeyboardEvent("keydown", { key: step > 0 ? "ArrowDown" : "ArrowUp", bubbles: true, composed: true, cancelable: true }),
  );
  return focusedRow()?.index !== index;
};

const menuOf = (row) => cellContents(row).map((c) => c.querySelector("[data-menu]")).find(Boolean);

const pageOf = (row) => cellContents(row).map((c) => c.querySelector("a.n, a.target")).find(Boolean);

const act = (action) => {
  const row = focusedRow();
  const item = row?._item;
  const grid = row?.getRootNode()?.host;
  if (!item || !grid?.classList.contains("servers")) return false;
  grid.dispatchEvent(new CustomEvent("sd-act", { detail: { key: item.key, action } }));
  return true;
};

/* Selects the server, the servers of a group, or the row of another grid. */
const select = () => {
  const row = focusedRow();
  if (!isGroup(row) && act("pick")) return true;
  const box = row && cellContents(row).map((c) => c.querySelector(".pick")).find(Boolean);
  box?.click();
  return Boolean(box);
};

/*
 * In grouped rows, as in a tree: the right arrow key expands a group or moves to its first server, the left one collapses
 * it or moves from a server to its header.
 */
const moveInTree = (row, right) => {
  const button = groupButton(row);
  const expanded = button?.getAttribute("aria-expanded") === "true";
  if (!button) return !right && focusHeader(row);
  if (right && expanded) arrow(1);
  else if (right !== expanded) button.click();
  return true;
};

const focusHeader = (row) => {
  const grid = row.getRootNode().host;
  const group = groupAt(grid, row.index);
  if (!group) return false;
  grid._scrollToFlatIndex(group.row);
  const header = bodyRows(grid).find((one) => one.index === group.row);
  if (header) focusRow(grid, header);
  return Boolean(header);
};

// Captures the event before the grid moves the focus to a cell.
document.addEventListener(
  "keydown",
  (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const row = deepActive();
    if (!row?.matches("tr") || !row.getRootNode().host?.dataset.groups || row.parentElement.id !== "items") return;
    if (moveInTree(row, event.key === "ArrowRight")) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true,
);

/* Closing the detail pane moves the focus to its row. */
document.addEventListener("click", (event) => {
  const closer = event.target.closest?.("[data-beside-close]");
  const grid = closer?.closest("vaadin-master-detail-layout")?.querySelector("vaadin-grid.servers");
  const row = grid && bodyRows(grid).find((one) => one.querySelector("td[part~='open']"));
  if (row) focusRow(grid, row);
});

const focusHeading = (heading) => {
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
};

/* After another page has been opened, keyboard navigation continues at its heading. */
window.stackdeckFocusHeading = () => focusHeading(document.querySelector(".page > .content :is(h1, h2)"));

/* Continues at a section instead. Waits until the same response has moved the focus to the heading of the page. */
window.stackdeckFocusSection = (id) =>
  setTimeout(() => {
    const section = document.getElementById(id);
    section?.scrollIntoView({ block: "start" });
    focusHeading(section?.querySelector("h2"));
  });

/* An action may have removed the element to which a dialog or menu would return the focus. */
document.addEventListener(
  "closed",
  ({ target }) =>
    setTimeout(() => {
      if (!byKeyboard || !target.matches?.("vaadin-dialog, vaadin-context-menu, vaadin-popover")) return;
      if (document.activeElement !== document.body || document.querySelector(OPEN)) return;
      const grid = theGrid();
      const row = grid?.shadowRoot && bodyRows(grid).find((one) => one.index === grid._focusedItemIndex);
      if (row) focusRow(grid, row);
      else window.stackdeckFocusHeading();
    }),
  true,
);

const closeBeside = () => {
  const closer = document.querySelector("[data-beside-close]");
  closer?.click();
  return Boolean(closer);
};

const goTo = (page) => {
  const item = document.querySelector(`vaadin-side-nav-item[path="${page}"]`);
  item?.shadowRoot?.querySelector("a")?.click();
};

const send = (type, detail) => document.querySelector("vaadin-app-layout")?.dispatchEvent(new CustomEvent(type, { detail }));
const help = () => send("sd-help");

const PAGES = { gs: () => goTo("servers"), go: () => goTo("operations"), cs: () => send("sd-create") };

/* Keys typed after Ctrl-K belong to the palette, although the server has yet to open it. */
const MAX_OPENING_MS = 5000;
let opening = null;

const commands = () => {
  opening = { text: "", enter: false, until: performance.now() + MAX_OPENING_MS };
  send("sd-commands", location.pathname + location.search);
};

window.addEventListener(
  "keydown",
  (event) => {
    if (opening && performance.now() > opening.until) opening = null;
    if (!opening || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter") opening.enter = true;
    else if (event.key === "Backspace") opening.text = opening.text.slice(0, -1);
    else if (event.key.length === 1) opening.text += event.key;
    else if (event.key === "Escape") opening = null;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("focusin", ({ target }) => {
  if (!opening || !target.matches(TYPING)) return;
  const { text, enter } = opening;
  opening = null;
  // The user has selected another field meanwhile.
  if (!target.matches(".palette input")) return;
  if (text) {
    target.value = text;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (enter) target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-help]")) help();
  if (event.target.closest?.("[data-commands]")) commands();
});

document.addEventListener("keydown", (event) => {
  // Browsers that fill in a field dispatch events without a key.
  if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  if (event.isTrusted && !document.querySelector(OPEN)) commands();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !event.isTrusted) return;
  const active = deepActive();
  if (active?.matches?.(TYPING) || document.querySelector(OPEN)) return;
  const key = event.key;
  if (key.length === 1 && document.body.dataset.singleKeys === "off") return;
  const open = performance.now() - leaderAt < 1200 && PAGES[leader + key];
  leader = "";
  if (open) {
    event.preventDefault();
    open();
  } else if (key === "g" || key === "c") {
    leader = key;
    leaderAt = performance.now();
  } else if (key === "/") {
    event.preventDefault();
    document.querySelector(".search input")?.focus();
  } else if (key === "?") help();
  else if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (key === "." || (key === "Enter" && active?.matches?.("tr, td"))) {
    const row = focusedRow();
    // If rows have no page, both keys open the menu. The header of a group has neither.
    const target = row && ((key === "Enter" && (groupButton(row) ?? pageOf(row))) || menuOf(row));
    if (!target) return;
    event.preventDefault();
    target.click();
  } else if (key === "Escape" && closeBeside()) event.preventDefault();
  else if (key === "x" && select()) event.preventDefault();
  else if (ACTIONS[key] && act(ACTIONS[key])) event.preventDefault();
});
