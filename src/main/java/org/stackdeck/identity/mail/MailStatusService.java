package org.stackdeck.identity.mail;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Reports whether e-mail is configured and, to administrators, which messages could not be delivered. */
public interface MailStatusService {

    int MAX_FAILURES = 50;

    boolean isConfigured();

    /**
     * Returns the newest {@value #MAX_FAILURES} messages of the last 30 days that have a failed attempt and have not
     * been sent.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<FailedMail> listFailures(Caller caller);
}
