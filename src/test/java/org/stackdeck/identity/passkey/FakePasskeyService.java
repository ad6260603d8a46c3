package org.stackdeck.identity.passkey;

import java.util.List;
import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;

/** Has no passkeys, and counts registrations that have begun. */
public class FakePasskeyService extends PasskeyService {

    private boolean stepUpRequired;
    private int registrations;

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakePasskeyService() {
        super(null, null, null, null, null, null, null, null);
    }

    public void setStepUpRequired(boolean required) {
        stepUpRequired = required;
    }

    public int registrations() {
        return registrations;
    }

    @Override
    public List<Passkey> listOwn(Caller caller) {
        return List.of();
    }

    @Override
    public String beginRegistration(Caller caller) {
        if (stepUpRequired) {
            throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
        }
        registrations++;
        return "{}";
    }
}
