package org.stackdeck.identity.passkey;

import java.time.Instant;
import java.util.UUID;

/**
 * Passkey of a user, without its public key.
 *
 * @param label chosen by the user, at most 100 characters
 */
public record Passkey(UUID id, String label, Instant createdAt, Instant usedAt) {}
