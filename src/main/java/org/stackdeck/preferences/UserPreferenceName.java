package org.stackdeck.preferences;

public enum UserPreferenceName {
    /** Columns, widths and density of the server grid, as JSON. */
    SERVER_GRID_LAYOUT,
    /** Codes of the columns by which the user last sorted the server grid, as in the URL. */
    SERVER_GRID_SORT,
    /** ID of the saved or built-in view that the servers page shows first. */
    SERVER_START_VIEW,
    /** Present if the administrator has hidden the bar that guides administrators through the first steps. */
    FIRST_STEPS,
    /** Present and {@code off} if the user has turned off the keyboard shortcuts of one character. */
    SINGLE_KEY_SHORTCUTS,
    /** Keys of the commands that the user last ran in the command palette, most recent first, one a line. */
    RECENT_COMMANDS
}
