package org.stackdeck.preferences;

/** Name of a stored preference. */
public enum UserPreferenceName {
    /** Columns, widths and density of the server grid, as JSON. */
    SERVER_GRID_LAYOUT,
    /** ID of the view that the page of servers shows first: a saved or a built-in view. */
    SERVER_START_VIEW
}
