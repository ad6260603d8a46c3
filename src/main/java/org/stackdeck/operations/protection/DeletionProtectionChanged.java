package org.stackdeck.operations.protection;

import org.stackdeck.platform.node.NodeEvent;

/**
 * Published when the protection of a server or another resource is set or removed. Listeners receive it after the
 * commit.
 */
record DeletionProtectionChanged() implements NodeEvent {}
