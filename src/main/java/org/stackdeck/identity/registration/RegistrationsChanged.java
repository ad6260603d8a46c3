package org.stackdeck.identity.registration;

import org.stackdeck.platform.node.NodeEvent;

/** A registration was submitted, even for a taken name, or pending accounts expired. Handled after commit. */
public record RegistrationsChanged() implements NodeEvent {}
