package org.stackdeck.cloud.server;

import java.time.Instant;

/** An error of a server, as reported by Nova. The message is untrusted text. */
public record Fault(int code, String message, Instant created) {}
