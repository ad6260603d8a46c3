package org.stackdeck.identity.registration;

/** A registration was submitted, even for a taken name, or pending accounts expired. Handled after commit. */
public record RegistrationsChanged() {}
