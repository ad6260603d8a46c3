package org.stackdeck.identity.mail;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;

/** Finds the addresses to which messages are sent. Must not be used to show addresses. */
@Service
public class MailRecipientService {

    private final EmailAddressRepository repository;

    MailRecipientService(EmailAddressRepository repository) {
        this.repository = repository;
    }

    /** Returns the confirmed address of the user; empty if the user has none. */
    @Transactional(readOnly = true)
    public Optional<MailRecipient> find(UserId user) {
        return repository
                .find(user)
                .flatMap(stored -> stored.confirmed().map(address -> new MailRecipient(address, stored.language())));
    }
}
