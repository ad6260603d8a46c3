package org.stackdeck.identity.mail;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;

/** Reads the messages that could not be delivered from the database. */
@Service
class JdbcMailStatusService implements MailStatusService {

    private final MailRepository repository;
    private final MailTransport transport;
    private final UserDirectory userDirectory;

    JdbcMailStatusService(MailRepository repository, MailTransport transport, UserDirectory userDirectory) {
        this.repository = repository;
        this.transport = transport;
        this.userDirectory = userDirectory;
    }

    @Override
    public boolean isConfigured() {
        return transport.isConfigured();
    }

    @Override
    @Transactional(readOnly = true)
    public List<FailedMail> listFailures(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return repository.findFailures(MAX_FAILURES);
    }
}
