package org.stackdeck.cloud.server;

import java.time.Instant;

/** The reason why a server is in ERROR, as reported by Nova. Untrusted text. */
public record Fault(int code, String message, Instant created) {}
