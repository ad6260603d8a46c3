package org.stackdeck.platform.node;

/**
 * Published on this node when it begins to end. Work that other nodes can continue must end before the call returns.
 */
public record NodeDrainStarted() {}
