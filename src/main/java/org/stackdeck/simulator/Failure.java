package org.stackdeck.simulator;

import java.time.Instant;

/** Why a server is in ERROR. */
record Failure(int code, String message, Instant created, String details) {}
