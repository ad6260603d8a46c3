package org.stackdeck.identity;

/** The ways to an account are others now; published in the transaction that changed them. */
public record RegistrationPolicyChanged(RegistrationPolicy.Mode mode) {}
