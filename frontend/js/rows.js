/* The rows of a grid as they stand on the screen. */
export const bodyRows = (grid) =>
  [...grid.shadowRoot.querySelectorAll("#items tr:not([hidden])")].sort((a, b) => a.index - b.index);

export const focusRow = (grid, row) => {
  // The ring stands on the whole row, as when one walks through it with the grid's own row mode.
  grid.__rowFocusMode = true;
  grid._itemsFocusable = row;
  row.focus();
};
