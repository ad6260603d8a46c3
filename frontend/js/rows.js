/* Access to the visible rows of a grid. */
export const bodyRows = (grid) =>
  [...grid.shadowRoot.querySelectorAll("#items tr:not([hidden])")].sort((a, b) => a.index - b.index);

export const focusRow = (grid, row, options) => {
  // Show the focus ring around the row, as in the grid's row navigation mode.
  grid.__rowFocusMode = true;
  grid._itemsFocusable = row;
  row.focus(options);
};

/** Moves the focus to the first visible row. Prefers a row with an object to the header of a group. */
export const focusFirstRow = (grid) => {
  // A hidden grid keeps its previous rows.
  if (!grid.checkVisibility()) return false;
  const rows = bodyRows(grid);
  const top = grid.$.scroller.getBoundingClientRect().top;
  const visible = rows.filter((row) => row.getBoundingClientRect().bottom > top + 40);
  const first = visible.find((row) => !isGroup(row)) ?? visible[0] ?? rows[0];
  if (first) focusRow(grid, first);
  return Boolean(first);
};

export const isGroup = (row) => Boolean(row?._item?.part?.row?.split(" ").includes("group"));

export const cellContents = (row) =>
  [...row.querySelectorAll("td:not([hidden])")].map((cell) => cell._content).filter(Boolean);

/** Returns the button in the header of a group; undefined for other rows. */
export const groupButton = (row) => cellContents(row).map((content) => content.querySelector("[data-group]")).find(Boolean);

/** Returns the group that contains a row. The server sends the groups of the rows that the browser holds. */
export const groupAt = (grid, index) =>
  JSON.parse(grid.dataset.groups ?? "[]").find((group) => group.row <= index && index < group.end);
