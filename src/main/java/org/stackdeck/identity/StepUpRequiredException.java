package org.stackdeck.identity;

import java.util.Set;

/** The caller has to prove anew who they are. Nothing was done; the same may be asked again right after. */
public class StepUpRequiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Set<Factor> means;

    public StepUpRequiredException(Set<Factor> means) {
        super("a fresh proof is needed: " + means);
        this.means = Set.copyOf(means);
    }

    /** The factors by which they can: second ones if they have any, else the password. */
    public Set<Factor> means() {
        return means;
    }
}
