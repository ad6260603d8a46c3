package org.stackdeck.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.User;
import org.stackdeck.identity.mail.EmailAddressRepository.StoredEmail;
import org.stackdeck.identity.registration.RegistrationContactGiven;
import org.stackdeck.identity.secret.SecretTokens;

/**
 * Sends e-mails about administrators' decisions, and stores the unconfirmed address to which they are sent. An
 * applicant enters this address in the registration form, or an administrator enters it for a user. Anyone can enter
 * any address, so Stackdeck sends no other messages to an address until the user has signed in and confirmed it.
 */
@Component
public class AccountAdministrationMailer {

    /** The lifetime is long, because some users sign in only days after they have received the message. */
    private static final Duration CODE_LIFETIME = Duration.ofDays(7);

    private final EmailAddressRepository repository;
    private final AccountMailer mailer;
    private final Clock clock;

    AccountAdministrationMailer(EmailAddressRepository repository, AccountMailer mailer, Clock clock) {
        this.repository = repository;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** Runs in the transaction that stores the account. */
    @EventListener
    void on(RegistrationContactGiven event) {
        repository.storePending(event.user(), event.address(), null, null, event.language());
    }

    /** Sends the approval. If the address is not confirmed yet, the message contains a link that confirms it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendApproved(User user) {
        repository.find(user.id()).ifPresent(stored -> {
            Optional<EmailAddress> pending =
                    stored.pending().filter(_ -> stored.confirmed().isEmpty());
            if (pending.isPresent()) {
                MailRecipient recipient = recipient(pending.get(), stored);
                mailer.sendApproved(user.id(), user.name().value(), recipient, storeCode(user, recipient));
            } else {
                stored.confirmed()
                        .ifPresent(address ->
                                mailer.sendApproved(user.id(), user.name().value(), recipient(address, stored), null));
            }
        });
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void sendRejected(User user) {
        repository
                .find(user.id())
                .ifPresent(stored -> stored.confirmed()
                        .or(stored::pending)
                        .ifPresent(address ->
                                mailer.sendRejected(user.id(), user.name().value(), recipient(address, stored))));
    }

    /** Stores an unconfirmed address for the user, and sends a code to it. A confirmed address remains in use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendConfirmation(User user, MailRecipient recipient) {
        mailer.sendConfirmation(user.id(), user.name().value(), recipient, storeCode(user, recipient), true);
    }

    private String storeCode(User user, MailRecipient recipient) {
        String code = SecretTokens.newCode();
        repository.storePending(
                user.id(),
                recipient.address(),
                SecretTokens.digestOfCode(code),
                clock.instant().plus(CODE_LIFETIME),
                recipient.language());
        return code;
    }

    private static MailRecipient recipient(EmailAddress address, StoredEmail stored) {
        return new MailRecipient(address, stored.language());
    }
}
