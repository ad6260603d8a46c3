package org.stackdeck.ui.servers.grid;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.state.DisplayedServerState;

/**
 * A server as a row of the grid or a page displays it. Each page has its own rows, while all viewers share the {@link
 * Server} objects.
 *
 * @param group key of the group that contains the row; empty outside of a grouped grid, and for servers without a value
 * @param owner null if the server has no owner
 * @param own whether the server belongs to the user whose servers are shown
 * @param protection null for an unprotected server
 * @param createOperation operation that creates the server, which does not exist yet; null for an existing server
 */
@ViewLogic
public record ServerRow(
        String group,
        Server server,
        DisplayedServerState state,
        @Nullable Owner owner,
        boolean own,
        @Nullable DeletionProtection protection,
        Map<ServerAction, ActionAvailability> availability,
        @Nullable Operation createOperation)
        implements ServerGridRow {

    static ServerRow placeholder(
            String group, Server server, Operation createOperation, UserId viewer, UserServerOwners userServerOwners) {
        return new ServerRow(
                group,
                server,
                DisplayedServerState.ofPending(createOperation, viewer),
                userServerOwners.findOwner(server).orElse(null),
                userServerOwners.isOwn(server),
                null,
                Map.of(),
                createOperation);
    }

    @Override
    public Id id() {
        return new Id(group, key());
    }

    public ServerKey key() {
        return server.key();
    }

    /** Returns false for the placeholder of a server whose creation is pending. */
    public boolean exists() {
        return createOperation == null;
    }

    public boolean isAvailable(ServerAction action) {
        ActionAvailability actionAvailability = availability.get(action);
        return actionAvailability != null && actionAvailability.isAvailable();
    }

    /** Returns the state as reported by Nova: {@code status / task_state / power_state}; empty for a pending server. */
    public String rawState() {
        if (!exists()) {
            return "";
        }
        return server.status() + " / "
                + server.task()
                        .map(task -> task.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("-")
                + " / "
                + server.powerState();
    }
}
