package org.stackdeck.identity;

import java.util.EnumSet;

/** Requires re-authentication of all users or of none. */
public class FakeStepUpCheck implements StepUpCheck {

    private volatile boolean needed;

    public void setRequired(boolean now) {
        needed = now;
    }

    @Override
    public void require(Caller caller) {
        if (needed) {
            throw new StepUpRequiredException(EnumSet.of(AuthenticationFactor.PASSWORD));
        }
    }
}
