package org.stackdeck.operations.state;

import org.stackdeck.platform.node.NodeEvent;

/** Operations were accepted or changed. Published on the other nodes only. */
public record OperationsChanged() implements NodeEvent {}
