package org.stackdeck.cloud.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/** The result of parsing a message. */
sealed interface Reading {

    /** A server changed. */
    record Changed(ServerId server, @Nullable ProjectId project, Instant sent) implements Reading {}

    /** A notification about another object, or one that reports no change. */
    record Other() implements Reading {}

    /** The message is not a valid notification. */
    record Malformed() implements Reading {}
}
