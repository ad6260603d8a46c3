/*
 * Grouped servers: the header of the group whose servers are scrolled remains visible, the focus ring of a header is around
 * its row, and screen readers receive the levels of the rows.
 */
import { bodyRows, focusRow, groupAt, groupButton } from "./rows.js";

/* Looks like the header of a group (GroupHeaderTemplate). Screen readers and the keyboard use the header in the grid. */
const TEMPLATE = document.createElement("template");
TEMPLATE.innerHTML = `<div class="scrolled-group" slot="scrolled-group" aria-hidden="true" hidden><div class="group-bar"><span
  class="pick-box"><input type="checkbox" class="pick" tabindex="-1"></span><span class="group-label"><svg class="i"><use
  href="frontend/icons/icons.svg#down"></use></svg><svg><use></use></svg><span class="clip strong"></span><span
  class="muted"></span><span class="muted"></span></span></div></div>`;

const watched = new WeakSet();

export function watchGroups(grid) {
  if (watched.has(grid) || !grid.$?.table) return;
  watched.add(grid);
  const header = addHeader(grid);
  let frame;
  const update = () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      showScrolledGroup(grid, header);
    });
  };
  grid.$.table.addEventListener("scroll", update);
  new ResizeObserver(update).observe(grid);
  new MutationObserver(() => {
    bodyRows(grid).forEach((row) => describe(grid, row));
    update();
  }).observe(grid, { attributeFilter: ["data-groups"] });
  // The grid calls both functions whenever it renders a row. Its own versions describe only the rows of trees.
  grid.__a11yUpdateRowLevel = () => {};
  grid.__a11yUpdateRowExpanded = (row) => {
    describe(grid, row);
    update();
  };
  bodyRows(grid).forEach((row) => describe(grid, row));
  grid.shadowRoot.addEventListener("focusin", ({ target }) => {
    if (target.localName === "td" && groupButton(target.parentElement)) {
      // The mouse must not scroll the grid between pressing and releasing its button.
      focusRow(grid, target.parentElement, { preventScroll: true });
    }
  });
}

const describe = (grid, row) => {
  const button = groupButton(row);
  setAttribute(row, "aria-level", grid.dataset.groups && (button ? "1" : "2"));
  setAttribute(row, "aria-expanded", button?.getAttribute("aria-expanded"));
};

const setAttribute = (row, name, value) => {
  if (!value) row.removeAttribute(name);
  else if (row.getAttribute(name) !== value) row.setAttribute(name, value);
};

/* Adds the header to the scrolled part of the grid, so that the wheel and touch scroll the grid there too. */
function addHeader(grid) {
  const holder = document.createElement("div");
  holder.setAttribute("part", "scrolled-group");
  holder.append(Object.assign(document.createElement("slot"), { name: "scrolled-group" }));
  grid.$.header.after(holder);
  const header = TEMPLATE.content.firstElementChild.cloneNode(true);
  grid.append(header);
  // The grid would look for a cell in these events.
  for (const type of ["mousedown", "click", "dblclick", "contextmenu"]) {
    header.addEventListener(type, (event) => event.stopPropagation());
  }
  // The focus stays where it is.
  header.addEventListener("mousedown", (event) => event.preventDefault());
  header.addEventListener("click", (event) => {
    // The server changes the checkbox.
    event.preventDefault();
    const group = header.group;
    const action = event.target.closest(".pick-box") ? "select" : "toggle";
    grid.dispatchEvent(new CustomEvent("sd-group", { detail: { group: group.key, action } }));
    if (action === "toggle") grid._scrollToFlatIndex(group.row);
  });
  return header;
}

/* Shows the header unless that of the grid is visible. The header of the next group moves it up. */
function showScrolledGroup(grid, header) {
  const top = grid.$.header.getBoundingClientRect().bottom;
  const rows = grid.dataset.groups
    ? bodyRows(grid).map((row) => ({ index: row.index, box: row.getBoundingClientRect() }))
    : [];
  const first = rows.find(({ box }) => box.bottom > top + 1);
  const group = first && groupAt(grid, first.index);
  header.hidden = !group || (first.index === group.row && first.box.top > top - 1);
  if (header.hidden) return;
  fill(header, group);
  header.assignedSlot.parentElement.style.top = `${grid.$.header.offsetHeight}px`;
  const next = rows.find(({ index }) => index === group.end);
  const covered = next ? Math.min(0, next.box.top - top - header.offsetHeight) : 0;
  header.firstElementChild.style.translate = `0 ${covered}px`;
}

function fill(header, group) {
  header.group = group;
  const [, state] = header.querySelectorAll("svg");
  const [name, cloud, count] = header.querySelectorAll(".group-label > span");
  const box = header.querySelector(".pick");
  box.parentElement.hidden = !group.pickLabel;
  box.checked = group.picked === "all";
  box.indeterminate = group.picked === "some";
  state.style.display = group.icon ? "" : "none";
  state.setAttribute("class", `s s-${group.tone}`);
  state.firstElementChild.setAttribute("href", group.icon);
  setText(name, group.name);
  setText(cloud, group.cloud);
  setText(count, group.count);
  cloud.hidden = !group.cloud;
}

const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
