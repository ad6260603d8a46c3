package org.stackdeck.access.ownership;

import org.stackdeck.platform.node.NodeEvent;

/**
 * Published when the owner of a server or another resource is set, changed or removed. Listeners handle it after the
 * commit.
 */
record OwnerChanged() implements NodeEvent {}
