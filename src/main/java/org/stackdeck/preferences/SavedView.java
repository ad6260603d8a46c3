package org.stackdeck.preferences;

/**
 * Named filters, sort order and columns of the server grid. Gives no access to servers.
 *
 * @param content JSON that only the user interface interprets
 * @param version number of changes of the name and the content
 */
public record SavedView(SavedViewId id, SavedViewName name, String content, long version) {}
