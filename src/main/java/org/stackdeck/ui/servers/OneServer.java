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

/** Model of the page of one server: the server as the viewer may see it, joined with its latest operation. */
@ViewModel
final class OneServer {

    private final ServerKey key;
    private final UserId viewer;
    private final Function<Server, Map<ServerAction, Answer>> availability;
    private final Asked asked;
    private Belonging belonging;
    private Protections protections = Protections.NONE;
    private @Nullable Server server;
    /** The server, if it is soft-deleted in the cloud. */
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

    /** Applies an inventory update. Returns false if the server did not change. */
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

    /** Sets the soft-deleted server. */
    void keep(@Nullable Server newest) {
        kept = newest;
    }

    void take(Protections newest) {
        protections = newest;
    }

    /** Applies an operation update. Returns false if it concerns another server. */
    boolean take(Operation operation) {
        if (!operation.server().equals(key)) {
            return false;
        }
        asked.take(operation);
        return true;
    }

    /** Empty if the server does not exist or the viewer may not see it. */
    Optional<ServerRow> row() {
        return Optional.ofNullable(server).map(this::row);
    }

    /** Returns the soft-deleted server for users who may restore it. */
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

    /** Returns whether the server may still appear because its cloud has not been loaded completely. */
    boolean mayStillCome() {
        return server == null && incomplete;
    }
}
