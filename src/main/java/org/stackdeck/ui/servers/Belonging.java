package org.stackdeck.ui.servers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
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

    Optional<Owner> of(Server server) {
        return owners.of(server.key());
    }

    boolean own(Server server) {
        return of(server).filter(owner -> owner.id().equals(person)).isPresent();
    }

    /** What finds the server by its owner. */
    List<String> words(Server server) {
        return of(server)
                .map(owner -> owner.name().value())
                .map(name -> own(server) ? List.of(ME, name) : List.of(name))
                .orElse(List.of(NOBODY));
    }
}
