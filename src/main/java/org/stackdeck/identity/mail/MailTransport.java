package org.stackdeck.identity.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DeliveryException.Scope;
import org.stackdeck.platform.startup.StartupException;

/**
 * Sends messages by SMTP. Creates the sender itself: Spring Boot creates a sender only if {@code spring.mail.host} is
 * set when the application is built, because the beans are determined at build time.
 */
@Component
class MailTransport {

    private static final String SENDER_NAME = "Stackdeck";

    /**
     * Time limits of each step, in ms. A hanging server must not occupy the job for long. However, a message is sent
     * again if the server takes longer than {@code timeout} to accept it.
     */
    private static final Map<String, String> TIMEOUTS =
            Map.of("connectiontimeout", "10000", "timeout", "60000", "writetimeout", "20000");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final MailProperties connection;
    private final MailSenderProperties settings;
    private final PublicUrl publicUrl;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    /** @throws StartupException if e-mail is configured incompletely */
    MailTransport(
            MailProperties connection,
            MailSenderProperties settings,
            PublicUrl publicUrl,
            ObjectProvider<SslBundles> sslBundles) {
        this.connection = connection;
        this.settings = settings;
        this.publicUrl = publicUrl;
        if (isConfigured()) {
            requireComplete();
            configure(sslBundles);
        }
    }

    boolean isConfigured() {
        return connection.getHost() != null && !connection.getHost().isBlank();
    }

    private void requireComplete() {
        if (EmailAddress.parse(settings.from()).isEmpty()) {
            throw new StartupException(
                    "spring.mail.host is set, but stackdeck.mail.from (STACKDECK_MAIL_FROM) is not an"
                            + " e-mail address. Set it to the address of the sender.");
        }
        if (!publicUrl.isConfigured()) {
            throw new StartupException(
                    "spring.mail.host is set, but stackdeck.public-url (STACKDECK_PUBLIC_URL) is not."
                            + " Set it, because e-mails contain links.");
        }
    }

    private void configure(ObjectProvider<SslBundles> sslBundles) {
        String protocol = connection.getProtocol() == null ? "smtp" : connection.getProtocol();
        String prefix = "mail." + protocol + ".";
        MailProperties.Ssl ssl = connection.getSsl();
        String bundle = ssl.getBundle() == null ? "" : ssl.getBundle();
        boolean tls = ssl.isEnabled() || !bundle.isBlank() || protocol.equals("smtps");
        Properties properties = new Properties();
        TIMEOUTS.forEach((name, value) -> properties.setProperty(prefix + name, value));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (tls) {
            properties.setProperty(prefix + "ssl.enable", "true");
        } else {
            properties.setProperty(prefix + "starttls.enable", "true");
            // Messages contain codes. Without this setting, an attacker in the network could disable the encryption.
            properties.setProperty(prefix + "starttls.required", String.valueOf(!isLoopback(connection.getHost())));
        }
        if (connection.getUsername() != null) {
            properties.setProperty(prefix + "auth", "true");
        }
        if (!bundle.isBlank()) {
            properties.put(
                    prefix + "ssl.socketFactory",
                    sslBundles.getObject().getBundle(bundle).createSslContext().getSocketFactory());
        }
        properties.putAll(connection.getProperties());
        sender.setProtocol(protocol);
        sender.setHost(connection.getHost());
        if (connection.getPort() != null) {
            sender.setPort(connection.getPort());
        }
        sender.setUsername(connection.getUsername());
        sender.setPassword(connection.getPassword());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sender.setJavaMailProperties(properties);
    }

    /** Compares the text without resolving the name, because the name could resolve to another address later. */
    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Sends the message.
     *
     * @param id the same in each attempt, so that mail systems can recognize a message that was sent twice
     */
    void send(UUID id, RenderedMail mail, Instant at) throws DeliveryException {
        try {
            sender.send(message(id, mail, at));
        } catch (MailAuthenticationException e) {
            throw new DeliveryException(Scope.SERVER, "authentication");
        } catch (MailSendException e) {
            // If no message failed, only the attempt to close the connection failed, and the server has accepted the
            // message.
            if (!e.getFailedMessages().isEmpty()) {
                throw failure(e);
            }
        } catch (MessagingException | UnsupportedEncodingException | MailException e) {
            throw new DeliveryException(Scope.MESSAGE, "invalid-message");
        }
    }

    private MimeMessage message(UUID id, RenderedMail mail, Instant at)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(
                message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from().strip(), SENDER_NAME);
        helper.setTo(mail.to().value());
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        helper.setSentDate(Date.from(at));
        message.setHeader("Message-ID", "<" + id + "@" + publicUrl.host().toLowerCase(Locale.ROOT) + ">");
        // RFC 3834: prevents automatic replies.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static DeliveryException failure(MailSendException e) {
        for (Exception failed : e.getFailedMessages().values()) {
            int code = code(failed);
            if (code > 0) {
                // Codes 530 to 538 concern the authentication of Stackdeck and not the message.
                boolean permanent = code >= 500 && (code < 530 || code > 538);
                return new DeliveryException(permanent ? Scope.MESSAGE : Scope.ATTEMPT, "smtp-" + code);
            }
        }
        return new DeliveryException(Scope.SERVER, "connection");
    }

    /** Returns the reply code of the server, preferably the code for the recipient; 0 if the server did not reply. */
    private static int code(Exception failed) {
        int code = 0;
        for (Exception each = failed; each != null; each = next(each)) {
            switch (each) {
                case SMTPAddressFailedException address -> {
                    return address.getReturnCode();
                }
                case SMTPSenderFailedException from -> code = from.getReturnCode();
                case SMTPSendFailedException sending -> code = sending.getReturnCode();
                default -> {}
            }
        }
        return code;
    }

    private static @Nullable Exception next(Exception failed) {
        return failed instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
