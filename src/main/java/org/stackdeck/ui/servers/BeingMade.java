package org.stackdeck.ui.servers;

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
import org.stackdeck.access.Owner;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Flavor;
import org.stackdeck.cloud.Image;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.PowerState;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewModel;

/**
 * Placeholders for servers whose creation was accepted and that the inventory does not contain yet. A placeholder is
 * removed when the real server appears and never returns. Not thread-safe.
 */
@ViewModel
final class BeingMade {

    /** How long a placeholder remains after its operation ended: inventory and operations are updated independently. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private static final int REMEMBERED = 1000;

    private final Clock clock;
    private final Predicate<Operation> known;
    private final Function<Operation, Project> project;
    private final Map<OperationId, Awaited> awaited = new LinkedHashMap<>();
    private final Set<OperationId> over = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** @param server the placeholder */
    private record Awaited(Operation operation, Server server) {}

    /**
     * @param known whether the user whose servers are shown may currently see an operation
     * @param project returns the project in which an operation creates its server
     */
    BeingMade(Clock clock, Predicate<Operation> known, Function<Operation, Project> project) {
        this.clock = clock;
        this.known = known;
        this.project = project;
    }

    /**
     * Applies an operation update.
     *
     * @param servers all servers in the inventory
     * @return whether a row changed
     */
    boolean take(Operation operation, Map<ServerKey, Server> servers) {
        if (operation.action() != ServerAction.CREATE || over.contains(operation.id())) {
            return false;
        }
        Awaited before = awaited.get(operation.id());
        if (before == null ? operation.state().ended() || there(operation, servers) : ended(operation, servers)) {
            over.add(operation.id());
            return awaited.remove(operation.id()) != null;
        }
        Server server = before == null ? standIn(operation) : before.server();
        return !new Awaited(operation, server).equals(awaited.put(operation.id(), new Awaited(operation, server)));
    }

    /**
     * Removes the placeholders that added or changed servers make obsolete.
     *
     * @param servers all servers in the inventory
     * @return the keys of the removed placeholders
     */
    Set<ServerKey> meet(Map<ServerKey, Server> servers, Collection<Server> news) {
        if (awaited.isEmpty()) {
            return Set.of();
        }
        Set<ServerKey> gone = new HashSet<>();
        awaited.values().removeIf(one -> {
            Operation operation = one.operation();
            boolean met = ended(operation, servers) || news.stream().anyMatch(operation::makes);
            if (met) {
                over.add(operation.id());
                gone.add(one.server().key());
            }
            return met;
        });
        return gone;
    }

    /** Returns the placeholders that the user may see. */
    List<Server> servers() {
        return awaited.isEmpty()
                ? List.of()
                : awaited.values().stream()
                        .filter(one -> known.test(one.operation()))
                        .map(Awaited::server)
                        .toList();
    }

    /** Returns the operation that creates the server of this placeholder. */
    Optional<Operation> of(ServerKey standIn) {
        return find(standIn).map(Awaited::operation);
    }

    /** Returns the placeholder with this key, if the user may see it. */
    Optional<Server> server(ServerKey standIn) {
        return find(standIn).map(Awaited::server);
    }

    /** Returns the future owners of the pending servers. */
    Map<ServerKey, Owner> owners() {
        Map<ServerKey, Owner> owners = new HashMap<>();
        awaited.values()
                .forEach(one -> owners.put(
                        one.server().key(),
                        new Owner(one.operation().by(), one.operation().byName())));
        return owners;
    }

    private Optional<Awaited> find(ServerKey standIn) {
        return awaited.isEmpty()
                ? Optional.empty()
                : awaited.values().stream()
                        .filter(one -> one.server().key().equals(standIn))
                        .filter(one -> known.test(one.operation()))
                        .findFirst();
    }

    /** Returns whether the server no longer needs a placeholder. */
    private boolean ended(Operation operation, Map<ServerKey, Server> servers) {
        if (servers.containsKey(operation.server())) {
            return true;
        }
        if (!operation.state().ended()) {
            return false;
        }
        Instant end = operation.finishedAt() == null ? operation.acceptedAt() : operation.finishedAt();
        return !operation.begun() || !clock.instant().isBefore(end.plus(LINGER));
    }

    /** Searches all servers once, for a new operation. Servers that are added later are checked in {@link #meet}. */
    private static boolean there(Operation operation, Map<ServerKey, Server> servers) {
        return switch (operation.state()) {
            case WAITING -> false;
            case RUNNING, SUCCEEDED, FAILED, CANCELLED ->
                operation.begun()
                        ? servers.containsKey(operation.server())
                        : servers.values().stream().anyMatch(operation::makes);
        };
    }

    private Server standIn(Operation operation) {
        return new Server(
                operation.standIn(),
                project.apply(operation),
                operation.serverName(),
                ServerStatus.BUILD,
                null,
                PowerState.NO_STATE,
                List.of(),
                new Flavor(
                        argument(operation.order(), ActionParameter.FLAVOR)
                                .map(Argument::shown)
                                .orElse(""),
                        0,
                        0,
                        0),
                image(operation.order()),
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

    private static @Nullable Image image(Order order) {
        return argument(order, ActionParameter.IMAGE)
                .map(image -> new Image(image.value(), image.name()))
                .orElse(null);
    }

    private static Optional<Argument> argument(Order order, ActionParameter parameter) {
        return Optional.ofNullable(order.arguments().get(parameter));
    }
}
