package org.stackdeck.preferences;

/**
 * Filters and columns of the server grid under a name. Gives no access to servers.
 *
 * @param content JSON that only the page interprets
 */
public record SavedView(SavedViewId id, SavedViewName name, String content) {}
