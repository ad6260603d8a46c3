package org.stackdeck.identity.registration;

import org.stackdeck.platform.node.NodeEvent;

/** The registration policy changed. Published in the transaction of the change. */
public record RegistrationPolicyChanged(RegistrationPolicyService.Mode mode) implements NodeEvent {}
