package org.stackdeck.ui.servers;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Protections;
import org.stackdeck.ui.ViewModel;

/** What the page of one server shows: the server as its reader may see it now, joined with what was asked of it. */
@ViewModel
final class OneServer {

    private final ServerKey key;
    private final UserId viewer;
    private final Function<Server, Map<ServerAction, Answer>> availability;
    private final Asked asked;
    private Belonging belonging;
    private Protections protections = Protections.NONE;
    private @Nullable Server server;
    /** What the cloud keeps of it after its deletion. */
    private @Nullable Server kept;

    private boolean incomplete;

    OneServer(ServerKey key, UserId viewer, Function<Server, Map<ServerAction, Answer>> availability, Asked asked) {
        this.key = key;
        this.viewer = viewer;
        this.availability = availability;
        this.asked = asked;
        this.belonging = new Belonging(viewer, Owners.NONE);
    }

    ServerKey key() {
        return key;
    }

    /** Takes what the inventory tells; false when nothing about the server itself is new. */
    boolean take(View view) {
        Server before = server;
        server = view.servers().get(key);
        if (server != null) {
            kept = null;
        }
        Freshness known = view.freshness().get(key.cloud());
        incomplete = known != null && !known.complete();
        asked.expire();
        return server != null && !server.equals(before);
    }

    void take(Owners owners) {
        belonging = new Belonging(viewer, owners);
    }

    /** Takes what the cloud keeps of it. */
    void keep(@Nullable Server newest) {
        kept = newest;
    }

    void take(Protections newest) {
        protections = newest;
    }

    /** Takes news of an operation; false when it is about another server. */
    boolean take(Operation operation) {
        if (!operation.server().equals(key)) {
            return false;
        }
        asked.take(operation);
        return true;
    }

    /** Empty when there is none, or none that the reader may see. */
    Optional<ServerRow> row() {
        return Optional.ofNullable(server).map(this::row);
    }

    /** The same of one that was deleted and is kept, for those who may have it back. */
    Optional<ServerRow> kept() {
        return Optional.ofNullable(server == null ? kept : null)
                .map(this::row)
                .filter(row ->
                        WhyNot.missing(row.answers().get(ServerAction.RESTORE)).isEmpty())
                .filter(row -> !(row.answers().get(ServerAction.RESTORE) instanceof Answer.Invisible));
    }

    private ServerRow row(Server seen) {
        return new ServerRow(
                seen,
                ShownState.of(seen, asked.of(key), viewer),
                belonging.of(seen).orElse(null),
                belonging.own(seen),
                protections.of(key).orElse(null),
                availability.apply(seen),
                null);
    }

    /** Whether the cloud was not yet read so far that a server which is not there would mean anything. */
    boolean mayStillCome() {
        return server == null && incomplete;
    }
}
