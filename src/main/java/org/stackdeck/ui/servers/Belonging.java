package org.stackdeck.ui.servers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.ViewModel;

/**
 * Owners of servers, as seen by one user.
 *
 * @param person the user whose servers are shown, which may differ from the viewer
 */
@ViewModel
record Belonging(UserId person, Owners owners) {

    private static final String ME = "me";
    private static final String NOBODY = "none";

    static final Set<String> RESERVED = Set.of(ME, NOBODY);

    /** For use where ownership is irrelevant. */
    static final Belonging NOBODYS = new Belonging(new UserId(new UUID(0, 0)), Owners.NONE);

    /** Returns the same owners without a user, so that {@code me} matches no server. */
    Belonging ofAnyone() {
        return new Belonging(NOBODYS.person, owners);
    }

    /** Returns a copy with additional owners. */
    Belonging and(Map<ServerKey, Owner> more) {
        Map<ServerKey, Owner> both = new HashMap<>(owners.byServer());
        both.putAll(more);
        return new Belonging(person, new Owners(both));
    }

    Optional<Owner> of(Server server) {
        return owners.of(server.key());
    }

    boolean own(Server server) {
        return of(server).filter(owner -> owner.id().equals(person)).isPresent();
    }

    /** Returns whether the results of a search for this word depend on the user. */
    static boolean depends(String word) {
        return word.equals(ME);
    }

    /** Returns the words that match the server's owner in a search. */
    List<String> words(Server server) {
        return of(server)
                .map(owner -> owner.name().value())
                .map(name -> own(server) ? List.of(ME, name) : List.of(name))
                .orElse(List.of(NOBODY));
    }

    /** Compares owners by identity: their source returns the same object until they change. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return other instanceof Belonging that && person.equals(that.person) && owners == that.owners;
    }

    @Override
    public int hashCode() {
        return 31 * person.hashCode() + System.identityHashCode(owners);
    }
}
