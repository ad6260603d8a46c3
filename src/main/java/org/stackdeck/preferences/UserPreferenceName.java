package org.stackdeck.preferences;

/** Name of a stored preference. */
public enum UserPreferenceName {
    /** Columns, widths and density of the server grid, as JSON. */
    SERVER_GRID_LAYOUT,
    /** ID of the view with which the page of servers opens: a saved view, or one that all users have. */
    SERVER_START_VIEW
}
