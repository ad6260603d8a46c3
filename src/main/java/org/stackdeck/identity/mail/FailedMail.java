package org.stackdeck.identity.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Message with a failed delivery attempt, without its content and address.
 *
 * @param userName name of the recipient; empty for an invitation
 * @param failure code of the last failure, such as {@code connection} or {@code smtp-550}
 * @param isFinal whether there are no further attempts
 */
public record FailedMail(
        MailKind kind, Optional<String> userName, Instant createdAt, int attempts, String failure, boolean isFinal) {}
