package org.stackdeck.identity;

/** A registration was submitted, also for a name that is taken. Published after commit. */
public record Registered() {}
