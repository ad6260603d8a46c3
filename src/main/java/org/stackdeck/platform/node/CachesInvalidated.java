package org.stackdeck.platform.node;

/**
 * Published instead of individual events if a node may have missed events, cannot read an event, or would publish too
 * many or too long events. Cached content of the database may then be outdated.
 */
public record CachesInvalidated() implements NodeEvent {}
