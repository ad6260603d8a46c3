package org.stackdeck.ui.servers.grid;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.cloud.server.PowerState;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewLogic;

/**
 * Placeholders for servers whose creation was accepted and that the inventory does not contain yet. A placeholder is
 * removed when the real server appears or the creation has ended without a server, and is not added again. Not
 * thread-safe.
 */
@ViewLogic
public final class PendingServers {

    /**
     * Time for which the placeholder of a created server is kept after its operation has ended, because the inventory
     * and the operations are updated independently.
     */
    static final Duration GRACE_PERIOD = Duration.ofSeconds(5);

    private static final int MAX_REMEMBERED = 1000;

    private final Clock clock;
    private final Predicate<Operation> isVisible;
    private final Function<Operation, Project> project;
    private final Map<OperationId, PendingServer> pending = new LinkedHashMap<>();
    private final Set<OperationId> finished = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    private record PendingServer(Operation operation, Server server) {}

    /**
     * @param isVisible returns whether the user whose servers are shown may currently see an operation
     * @param project returns the project in which an operation creates its server
     */
    public PendingServers(Clock clock, Predicate<Operation> isVisible, Function<Operation, Project> project) {
        this.clock = clock;
        this.isVisible = isVisible;
        this.project = project;
    }

    /**
     * Applies an operation update.
     *
     * @param servers the servers in the inventory that the user may see
     * @return whether a placeholder was added, changed or removed
     */
    boolean apply(Operation operation, Map<ServerKey, Server> servers) {
        if (operation.action() != ServerAction.CREATE || finished.contains(operation.id())) {
            return false;
        }
        PendingServer before = pending.get(operation.id());
        if (before == null
                ? operation.state().isFinal() || serverExists(operation, servers)
                : isFinished(operation, servers)) {
            finished.add(operation.id());
            return pending.remove(operation.id()) != null;
        }
        Server server = before == null ? createPlaceholder(operation) : before.server();
        return !new PendingServer(operation, server)
                .equals(pending.put(operation.id(), new PendingServer(operation, server)));
    }

    /**
     * Removes the placeholders that are no longer needed.
     *
     * @param servers the servers in the inventory that the user may see
     * @param changed the servers among them that were added or changed
     * @return the keys of the removed placeholders
     */
    Set<ServerKey> reconcile(Map<ServerKey, Server> servers, Collection<Server> changed) {
        if (pending.isEmpty()) {
            return Set.of();
        }
        Set<ServerKey> removed = new HashSet<>();
        pending.values().removeIf(pendingServer -> {
            Operation operation = pendingServer.operation();
            boolean met = isFinished(operation, servers) || changed.stream().anyMatch(operation::creates);
            if (met) {
                finished.add(operation.id());
                removed.add(pendingServer.server().key());
            }
            return met;
        });
        return removed;
    }

    /** Returns the placeholders that the user may see. */
    List<Server> placeholders() {
        return pending.isEmpty()
                ? List.of()
                : pending.values().stream()
                        .filter(pendingServer -> isVisible.test(pendingServer.operation()))
                        .map(PendingServer::server)
                        .toList();
    }

    /**
     * Returns the operation that creates the server of this placeholder; empty if the user may not see the operation.
     */
    Optional<Operation> findOperation(ServerKey placeholderKey) {
        return find(placeholderKey).map(PendingServer::operation);
    }

    /** Returns the placeholder with this key; empty if there is none or the user may not see its operation. */
    Optional<Server> findPlaceholder(ServerKey placeholderKey) {
        return find(placeholderKey).map(PendingServer::server);
    }

    /** Returns the future owners of the pending servers. */
    Map<ServerKey, Owner> owners() {
        Map<ServerKey, Owner> ownerMap = new HashMap<>();
        pending.values()
                .forEach(pendingServer -> ownerMap.put(
                        pendingServer.server().key(),
                        new Owner(
                                pendingServer.operation().userId(),
                                pendingServer.operation().userName())));
        return ownerMap;
    }

    private Optional<PendingServer> find(ServerKey placeholderKey) {
        return pending.isEmpty()
                ? Optional.empty()
                : pending.values().stream()
                        .filter(pendingServer -> pendingServer.server().key().equals(placeholderKey))
                        .filter(pendingServer -> isVisible.test(pendingServer.operation()))
                        .findFirst();
    }

    /** Returns whether the operation no longer needs a placeholder. */
    private boolean isFinished(Operation operation, Map<ServerKey, Server> servers) {
        if (servers.containsKey(operation.server())) {
            return true;
        }
        if (!operation.state().isFinal()) {
            return false;
        }
        Instant end = operation.finishedAt() == null ? operation.acceptedAt() : operation.finishedAt();
        return !operation.hasTarget() || !clock.instant().isBefore(end.plus(GRACE_PERIOD));
    }

    /**
     * Returns whether the inventory already contains the server of a new operation. {@link #reconcile} checks servers
     * that are added later.
     */
    private static boolean serverExists(Operation operation, Map<ServerKey, Server> servers) {
        return switch (operation.state()) {
            case WAITING -> false;
            case RUNNING, SUCCEEDED, FAILED, CANCELLED ->
                operation.hasTarget()
                        ? servers.containsKey(operation.server())
                        : servers.values().stream().anyMatch(operation::creates);
        };
    }

    private Server createPlaceholder(Operation operation) {
        return new Server(
                operation.placeholderKey(),
                project.apply(operation),
                operation.targetName(),
                ServerStatus.BUILD,
                null,
                PowerState.NO_STATE,
                List.of(),
                new Flavor(
                        argument(operation.actionRequest(), ActionParameter.FLAVOR)
                                .map(ActionArgument::displayName)
                                .orElse(""),
                        0,
                        0,
                        0),
                image(operation.actionRequest()),
                operation.acceptedAt(),
                operation.acceptedAt(),
                false,
                null,
                "",
                null,
                Set.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable ServerImage image(ActionRequest actionRequest) {
        return argument(actionRequest, ActionParameter.IMAGE)
                .map(image -> new ServerImage(image.value(), image.name()))
                .orElse(null);
    }

    private static Optional<ActionArgument> argument(ActionRequest actionRequest, ActionParameter parameter) {
        return Optional.ofNullable(actionRequest.arguments().get(parameter));
    }
}
