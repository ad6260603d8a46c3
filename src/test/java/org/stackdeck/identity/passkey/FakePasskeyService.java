package org.stackdeck.identity.passkey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;

/** Keeps passkeys in memory, and counts registrations that have begun. */
public class FakePasskeyService extends PasskeyService {

    private final Map<UUID, Passkey> passkeys = new LinkedHashMap<>();
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

    public void add(Passkey passkey) {
        passkeys.put(passkey.id(), passkey);
    }

    @Override
    public void rename(Caller caller, UUID id, String label) {
        passkeys.computeIfPresent(id, (_, old) -> new Passkey(id, label, old.createdAt(), old.usedAt()));
    }

    @Override
    public List<Passkey> listOwn(Caller caller) {
        return List.copyOf(passkeys.values());
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
