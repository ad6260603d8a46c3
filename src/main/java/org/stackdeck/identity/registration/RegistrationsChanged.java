package org.stackdeck.identity.registration;

import org.stackdeck.platform.node.NodeEvent;

/**
 * A registration was submitted, even for a taken name, or pending accounts expired. Listeners handle the event after
 * the commit.
 */
public record RegistrationsChanged() implements NodeEvent {}
