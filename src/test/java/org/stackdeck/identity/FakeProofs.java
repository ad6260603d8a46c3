package org.stackdeck.identity;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts every password and every code. */
public class FakeProofs implements Proofs {

    private final List<String> given = new CopyOnWriteArrayList<>();

    /** Passwords and codes that were passed, oldest first. */
    public List<String> given() {
        return List.copyOf(given);
    }

    @Override
    public Set<Factor> means(Caller caller) {
        return Set.of(Factor.PASSWORD);
    }

    @Override
    public void byCode(Caller caller, String code) {
        given.add(code);
    }

    @Override
    public void byPasskey(Caller caller, String answer) {
        given.add(answer);
    }

    @Override
    public void byPassword(Caller caller, String password) {
        given.add(password);
    }
}
