package org.stackdeck.identity.mail;

import java.util.Locale;

/** Address of a recipient, and the language of messages to it. */
public record MailRecipient(EmailAddress address, Locale language) {}
