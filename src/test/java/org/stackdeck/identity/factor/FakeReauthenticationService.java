package org.stackdeck.identity.factor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;

/** Accepts every password, code and passkey. */
public class FakeReauthenticationService implements ReauthenticationService {

    private final List<String> verifications = new CopyOnWriteArrayList<>();

    /** Returns the passwords, codes and passkey responses that were passed, oldest first. */
    public List<String> verifications() {
        return List.copyOf(verifications);
    }

    @Override
    public Set<AuthenticationFactor> availableFactors(Caller caller) {
        return Set.of(AuthenticationFactor.PASSWORD);
    }

    @Override
    public void verifyCode(Caller caller, String code) {
        verifications.add(code);
    }

    @Override
    public void verifyPasskey(Caller caller, String answer) {
        verifications.add(answer);
    }

    @Override
    public void verifyPassword(Caller caller, String password) {
        verifications.add(password);
    }
}
