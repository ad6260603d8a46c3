package org.stackdeck.operations.state;

import org.stackdeck.platform.node.NodeEvent;

/** Published on the other nodes after operations were accepted or changed. */
public record OperationsChanged() implements NodeEvent {}
