package org.stackdeck.preferences;

/** Name of a stored preference. */
public enum UserPreferenceName {
    /** Columns, widths and density of the server grid, as JSON. */
    SERVER_GRID_LAYOUT
}
