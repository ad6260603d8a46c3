package org.stackdeck.identity.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of messages. The connection is configured with {@code spring.mail.*}; without {@code spring.mail.host},
 * Stackdeck sends no e-mail.
 *
 * @param from address of the sender
 */
@ConfigurationProperties("stackdeck.mail")
public record MailSenderProperties(@DefaultValue("") String from) {}
