package org.stackdeck.identity.registration;

import java.time.Instant;
import java.util.UUID;
import org.stackdeck.identity.UserName;

/**
 * Registrations of the same taken name from the same address. The applicants receive the usual response; administrators
 * see the conflict.
 *
 * @param displayName as entered in the last attempt
 * @param source client address
 * @param at time of the first attempt
 * @param attempts at least 1
 */
public record RegistrationNameConflict(
        UUID id, UserName name, String displayName, String source, Instant at, int attempts, Instant lastAt) {}
