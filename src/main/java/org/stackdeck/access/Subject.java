package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.UserId;

/** A user's rights at one moment: all that a decision needs to know of them. Immutable; ask for a new one to decide anew. */
public record Subject(UserId user, boolean active, boolean administrator, List<Grant> grants) {

    public Subject {
        grants = List.copyOf(grants);
    }
}
