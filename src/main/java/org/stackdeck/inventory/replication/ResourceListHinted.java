package org.stackdeck.inventory.replication;

import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.platform.node.NodeEvent;

/** Resources of the kind may have changed in the cloud, for instance because of an operation on another node. */
public record ResourceListHinted(CloudName cloud, ResourceKind kind) implements NodeEvent {}
