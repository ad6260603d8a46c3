package org.stackdeck.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Registrations of a name that is taken, all from the same address. The applicants get the usual answer; administrators see
 * the clash.
 *
 * @param displayName as typed in the last attempt
 * @param source the address of the client
 * @param at time of the first attempt
 * @param attempts at least 1
 */
public record NameClash(
        UUID id, UserName name, String displayName, String source, Instant at, int attempts, Instant lastAt) {}
