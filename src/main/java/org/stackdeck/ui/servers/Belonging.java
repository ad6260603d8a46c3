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
 * To whom servers belong, as seen by one person.
 *
 * @param person whose servers are shown, whoever looks at them
 */
@ViewModel
record Belonging(UserId person, Owners owners) {

    private static final String ME = "me";
    private static final String NOBODY = "none";

    static final Set<String> RESERVED = Set.of(ME, NOBODY);

    /** Where it does not matter to whom servers belong. */
    static final Belonging NOBODYS = new Belonging(new UserId(new UUID(0, 0)), Owners.NONE);

    /** The same for everybody who is not in it. */
    Belonging ofAnyone() {
        return new Belonging(NOBODYS.person, owners);
    }

    /** With more servers that belong to someone. */
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

    /** Whether a search finds other servers with it, depending on who looks. */
    static boolean depends(String word) {
        return word.equals(ME);
    }

    /** What finds the server by its owner. */
    List<String> words(Server server) {
        return of(server)
                .map(owner -> owner.name().value())
                .map(name -> own(server) ? List.of(ME, name) : List.of(name))
                .orElse(List.of(NOBODY));
    }

    /** Owners are the same if they are the same object: whoever tells of them keeps it while nothing changes. */
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
