package org.stackdeck.inventory.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.identity.UserId;

/** Values that match an owner in a search: the name of the owner, or a reserved word. */
public final class OwnerSearchTerms {

    /** The owner is the user for whom the search is performed. */
    public static final String ME = "me";

    private static final String NO_OWNER = "none";
    private static final Set<String> RESERVED = Set.of(ME, NO_OWNER);

    private OwnerSearchTerms() {}

    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** Returns the values that match. Omits a user name that equals a reserved word. */
    public static List<String> of(Optional<Owner> owner, UserId user) {
        if (owner.isEmpty()) {
            return List.of(NO_OWNER);
        }
        List<String> words = new ArrayList<>(2);
        if (owner.get().id().equals(user)) {
            words.add(ME);
        }
        String name = owner.get().name().value();
        if (!isReserved(name)) {
            words.add(name);
        }
        return words;
    }
}
