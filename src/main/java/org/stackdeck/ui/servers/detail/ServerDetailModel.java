package org.stackdeck.ui.servers.detail;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.state.DisplayedServerState;

/** Model of the page of one server: the server as the viewer may see it, joined with its latest operation. */
@ViewLogic
final class ServerDetailModel {

    private final ServerKey key;
    private final UserId viewer;
    private final Function<Server, Map<ServerAction, ActionAvailability>> availability;
    private final RecentServerOperations recentOperations;
    private UserServerOwners owners;
    private DeletionProtectionMap deletionProtectionMap = DeletionProtectionMap.NONE;
    private @Nullable Server server;
    /** The server if it is soft-deleted in the cloud; otherwise null. */
    private @Nullable Server softDeleted;

    /** The resources that the network tab shows; null if the tab is not selected. */
    private @Nullable AttachedResources network;

    private boolean incomplete;

    ServerDetailModel(
            ServerKey key,
            UserId viewer,
            Function<Server, Map<ServerAction, ActionAvailability>> availability,
            RecentServerOperations recentServerOperations) {
        this.key = key;
        this.viewer = viewer;
        this.availability = availability;
        this.recentOperations = recentServerOperations;
        this.owners = new UserServerOwners(viewer, OwnerMap.NONE);
    }

    ServerKey key() {
        return key;
    }

    /** Applies an inventory update. Returns whether the server was added or changed. */
    boolean applyUpdate(VisibleServersUpdate inventoryUpdate) {
        Server before = server;
        server = inventoryUpdate.servers().get(key);
        if (server != null) {
            softDeleted = null;
        }
        Freshness known = inventoryUpdate.freshness().get(key.cloud());
        incomplete = known != null && !known.complete();
        recentOperations.removeExpired();
        return server != null && !server.equals(before);
    }

    void setOwners(OwnerMap ownerMap) {
        owners = new UserServerOwners(viewer, ownerMap);
    }

    /** Sets the soft-deleted server; null if there is none. */
    void setSoftDeleted(@Nullable Server newest) {
        softDeleted = newest;
    }

    /**
     * Sets the resources that the network tab shows, so that the addresses of the server are from the same time; null
     * if the tab is not selected. Returns whether the addresses have changed.
     */
    boolean setNetwork(@Nullable AttachedResources newest) {
        Optional<Server> before = displayedServer();
        network = newest;
        return !before.equals(displayedServer());
    }

    private Optional<Server> displayedServer() {
        AttachedResources tab = network;
        return Optional.ofNullable(server).map(seen -> tab == null ? seen : tab.withAddresses(seen));
    }

    void setProtections(DeletionProtectionMap newest) {
        deletionProtectionMap = newest;
    }

    /** Applies an operation update. Returns false if the operation concerns another server. */
    boolean applyOperation(Operation operation) {
        if (!operation.server().equals(key)) {
            return false;
        }
        recentOperations.apply(operation);
        return true;
    }

    /** Returns the server; empty if it does not exist or the viewer cannot see it. */
    Optional<ServerRow> row() {
        return displayedServer().map(this::row);
    }

    /**
     * Returns the soft-deleted server; empty if there is none, if the server exists, or if the viewer lacks the
     * permission to restore it.
     */
    Optional<ServerRow> softDeletedRow() {
        return Optional.ofNullable(server == null ? softDeleted : null)
                .map(this::row)
                .filter(row -> UnavailabilityReasons.missingPermission(
                                row.availability().get(ServerAction.RESTORE))
                        .isEmpty())
                .filter(row -> !(row.availability().get(ServerAction.RESTORE) instanceof ActionAvailability.Invisible));
    }

    private ServerRow row(Server seen) {
        return new ServerRow(
                "",
                seen,
                DisplayedServerState.of(seen, recentOperations.find(key), viewer),
                owners.findOwner(seen).orElse(null),
                owners.isOwn(seen),
                deletionProtectionMap.find(key).orElse(null),
                availability.apply(seen),
                null);
    }

    /** Returns whether the server may still appear because its cloud has not been loaded completely. */
    boolean isLoading() {
        return server == null && incomplete;
    }
}
