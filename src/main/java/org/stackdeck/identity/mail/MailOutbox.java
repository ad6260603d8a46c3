package org.stackdeck.identity.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretBox;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores messages in the transaction of the change that they report; {@link MailDeliveryJob} sends them. Messages are
 * encrypted, because they can contain codes.
 */
@Component
public class MailOutbox {

    private static final JsonMapper JSON = new JsonMapper();

    private final MailRepository repository;
    private final MailRenderer renderer;
    private final MailTransport transport;
    private final SecretBox secretBox;
    private final Clock clock;

    MailOutbox(
            MailRepository repository,
            MailRenderer renderer,
            MailTransport transport,
            SecretBox secretBox,
            Clock clock) {
        this.repository = repository;
        this.renderer = renderer;
        this.transport = transport;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** JSON form of a message in the database. */
    private record StoredMail(String to, String subject, String text, String html) {}

    public boolean isConfigured() {
        return transport.isConfigured();
    }

    /**
     * Adds a message if e-mail is configured. Requires a transaction.
     *
     * @param user recipient; the message is deleted with the account. Null if the recipient has no account
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(MailKind kind, @Nullable UserId user, EmailAddress to, MailContent content, Locale locale) {
        if (isConfigured()) {
            UUID id = UUID.randomUUID();
            repository
                    .queue()
                    .insert(
                            id,
                            user == null ? null : user.value(),
                            kind.name(),
                            seal(id, renderer.render(to, content, locale)),
                            clock.instant(),
                            kind.lifetime());
        }
    }

    /** Counts the messages of this kind that were added for the user within the period. */
    @Transactional(readOnly = true)
    public int countRecent(UserId user, MailKind kind, Duration period) {
        return repository.countCreatedAfter(user, kind, clock.instant().minus(period));
    }

    private String seal(UUID id, RenderedMail mail) {
        byte[] json =
                JSON.writeValueAsBytes(new StoredMail(mail.to().value(), mail.subject(), mail.text(), mail.html()));
        return secretBox.seal(json, owner(id));
    }

    /** @throws org.stackdeck.identity.secret.UnreadableSecretException if the message cannot be decrypted */
    RenderedMail open(UUID id, String content) {
        StoredMail stored = JSON.readValue(
                new String(secretBox.open(content, owner(id)), StandardCharsets.UTF_8), StoredMail.class);
        return new RenderedMail(new EmailAddress(stored.to()), stored.subject(), stored.text(), stored.html());
    }

    static String owner(UUID id) {
        return "mail " + id;
    }
}
