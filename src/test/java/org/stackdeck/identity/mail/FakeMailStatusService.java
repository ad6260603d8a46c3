package org.stackdeck.identity.mail;

import java.util.ArrayList;
import java.util.List;
import org.stackdeck.identity.Caller;

/** Reports whether e-mail is configured, and the failures, as set by the test. */
public class FakeMailStatusService implements MailStatusService {

    private final List<FailedMail> failures = new ArrayList<>();
    private boolean configured;

    public void setConfigured(boolean now) {
        configured = now;
    }

    public void addFailure(FailedMail failure) {
        failures.add(failure);
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public List<FailedMail> listFailures(Caller caller) {
        return List.copyOf(failures);
    }
}
