/* Access to the visible rows of a grid. */
export const bodyRows = (grid) =>
  [...grid.shadowRoot.querySelectorAll("#items tr:not([hidden])")].sort((a, b) => a.index - b.index);

export const focusRow = (grid, row) => {
  // Show the focus ring around the row, as in the grid's row navigation mode.
  grid.__rowFocusMode = true;
  grid._itemsFocusable = row;
  row.focus();
};
