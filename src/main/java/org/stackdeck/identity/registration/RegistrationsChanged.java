package org.stackdeck.identity.registration;

import org.stackdeck.platform.node.NodeEvent;

/**
 * A registration was submitted, even for a taken name, or pending accounts expired, or name conflicts were dismissed
 * or expired. Listeners handle the event after the commit.
 */
public record RegistrationsChanged() implements NodeEvent {}
