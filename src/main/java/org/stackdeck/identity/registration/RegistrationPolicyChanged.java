package org.stackdeck.identity.registration;

/** The registration policy changed. Published in the transaction of the change. */
public record RegistrationPolicyChanged(RegistrationPolicy.Mode mode) {}
