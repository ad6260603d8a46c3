package org.stackdeck.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A device by which a user signs in.
 *
 * @param label as the user calls it, at most 100 characters
 */
public record Passkey(UUID id, String label, Instant createdAt, Instant usedAt) {}
