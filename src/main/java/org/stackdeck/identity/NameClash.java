package org.stackdeck.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Someone asked for a name that is taken. They were told what everyone is told; an administrator sees it here.
 *
 * @param displayName what they call themselves
 * @param source the address they asked from
 */
public record NameClash(UUID id, UserName name, String displayName, String source, Instant at) {}
