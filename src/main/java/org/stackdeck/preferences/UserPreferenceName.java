package org.stackdeck.preferences;

public enum UserPreferenceName {
    /** Columns, widths and density of the server grid, as JSON. */
    SERVER_GRID_LAYOUT,
    /** ID of the saved or built-in view that the servers page shows first. */
    SERVER_START_VIEW
}
