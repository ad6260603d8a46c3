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
 * Servers that were asked for and are not among the servers yet. Another server stands in for each from the moment at which
 * it was accepted; once the cloud's own has come it is gone, and does not come back. Not safe for use by several threads.
 */
@ViewModel
final class BeingMade {

    /** How long one whose operation has ended is still waited for: the servers and the operations are told apart. */
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

    /** @param server stands in for the one that is made */
    private record Awaited(Operation operation, Server server) {}

    /**
     * @param known whether the person whose servers are shown may know of an operation, now
     * @param project in which an operation makes its server
     */
    BeingMade(Clock clock, Predicate<Operation> known, Function<Operation, Project> project) {
        this.clock = clock;
        this.known = known;
        this.project = project;
    }

    /**
     * Takes news of an operation.
     *
     * @param servers that are there
     * @return whether it changes a row
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
     * Takes servers that came or changed, and lets those go that are waited for no longer.
     *
     * @param servers all that are there
     * @return what stands in for a server no more
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

    /** What stands in for servers of which the person may know. */
    List<Server> servers() {
        return awaited.isEmpty()
                ? List.of()
                : awaited.values().stream()
                        .filter(one -> known.test(one.operation()))
                        .map(Awaited::server)
                        .toList();
    }

    /** The operation that makes the server for which this one stands. */
    Optional<Operation> of(ServerKey standIn) {
        return find(standIn).map(Awaited::operation);
    }

    /** What stands in by this key, if the person may know of it. */
    Optional<Server> server(ServerKey standIn) {
        return find(standIn).map(Awaited::server);
    }

    /** To whom those will belong that are made. */
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

    /** Whether nothing has to stand in for its server any more. */
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

    /** Looked for among all only once, since all that come later are looked at as they come. */
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
