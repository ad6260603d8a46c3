package org.stackdeck.identity.mail;

import java.util.Optional;

/**
 * E-mail address of the caller.
 *
 * @param confirmed address that receives messages
 * @param pending address that the caller has not confirmed yet
 */
public record OwnEmail(Optional<EmailAddress> confirmed, Optional<EmailAddress> pending) {}
