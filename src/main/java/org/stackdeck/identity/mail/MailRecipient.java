package org.stackdeck.identity.mail;

import java.util.Locale;

/** @param language language of the messages */
public record MailRecipient(EmailAddress address, Locale language) {}
