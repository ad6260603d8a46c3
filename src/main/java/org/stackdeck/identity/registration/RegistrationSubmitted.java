package org.stackdeck.identity.registration;

/** A registration was submitted, also for a name that is taken. Published after commit. */
public record RegistrationSubmitted() {}
