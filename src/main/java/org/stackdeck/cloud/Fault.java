package org.stackdeck.cloud;

import java.time.Instant;

/** Why a server is in ERROR, in Nova's words. Untrusted text. */
public record Fault(int code, String message, Instant created) {}
