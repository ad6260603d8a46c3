package org.stackdeck.platform.node;

/**
 * Published instead of single events if this node may have missed some, or if there are too many: cached content of the
 * database is out of date.
 */
public record CachesInvalidated() implements NodeEvent {}
