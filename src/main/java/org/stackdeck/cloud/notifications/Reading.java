package org.stackdeck.cloud.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/** What a message turned out to be. Nothing else of it is kept. */
sealed interface Reading {

    /** Something happened to a server. */
    record Changed(ServerId server, @Nullable ProjectId project, Instant sent) implements Reading {}

    /** It is of something else, or of nothing that happened. */
    record Other() implements Reading {}

    /** It is not in the form of a notification. */
    record Malformed() implements Reading {}
}
