package org.stackdeck.identity;

import java.util.EnumSet;

/** Whether the last proof of everyone is recent enough. */
public class FakeStepUp implements StepUp {

    private volatile boolean needed;

    /** From now on everyone's last proof is too old, or none is. */
    public void need(boolean now) {
        needed = now;
    }

    @Override
    public void require(Caller caller) {
        if (needed) {
            throw new StepUpRequiredException(EnumSet.of(Factor.PASSWORD));
        }
    }
}
