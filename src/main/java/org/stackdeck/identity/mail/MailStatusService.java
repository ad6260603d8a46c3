package org.stackdeck.identity.mail;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Reports whether e-mail is configured and, to administrators, which messages could not be delivered. */
public interface MailStatusService {

    int MAX_FAILURES = 50;

    boolean isConfigured();

    /**
     * Returns the newest {@value #MAX_FAILURES} messages of the last 30 days that failed or are to be sent again.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<FailedMail> listFailures(Caller caller);
}
