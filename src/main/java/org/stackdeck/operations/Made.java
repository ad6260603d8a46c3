package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.inventory.Inventory;

/**
 * Tracks the creation of a server. The server's status shows whether it succeeded. If Nova's response with the server's id
 * was lost, the server is found by the {@link LaunchMarker} in its metadata.
 */
@Component
class Made {

    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration FOLLOW = Duration.ofSeconds(15);
    /** Maximum difference between Nova's clock and this machine's. */
    private static final Duration SKEW = Duration.ofMinutes(10);
    /** Maximum difference between the clocks of Nova's services, and maximum correction of this machine's clock. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final OperationBook book;
    private final LaunchKeys keys;
    private final Inventory inventory;
    private final OperationStore store;
    private final OperationSettings settings;
    private final Clock clock;

    Made(
            OperationBook book,
            LaunchKeys keys,
            Inventory inventory,
            OperationStore store,
            OperationSettings settings,
            Clock clock) {
        this.book = book;
        this.keys = keys;
        this.inventory = inventory;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    Next look(StoredOperation stored, Compute compute) {
        return stored.operation().begun() ? watch(stored, compute) : search(stored, compute);
    }

    private Next watch(StoredOperation stored, Compute compute) {
        inventory.follow(stored.server(), FOLLOW);
        Server server = compute.server(stored.server().id())
                .filter(there -> !there.gone())
                .orElse(null);
        if (server == null) {
            return failed(stored, Failures.GONE);
        }
        if (server.status().built()) {
            return succeeded(stored);
        }
        if (server.status() == ServerStatus.ERROR) {
            return failed(stored, Failures.of(server));
        }
        Instant now = clock.instant();
        return stored.sentBefore(now, settings.trackDiskFor())
                ? failed(stored, Failures.timedOut(Failures.described(server)))
                : new Next.Step(stored.sentBefore(now, Duration.ofSeconds(20)) ? SLOW : Duration.ofMillis(500));
    }

    private Next search(StoredOperation stored, Compute compute) {
        boolean longEnough = stored.sentBefore(clock.instant(), settings.lookForNew());
        Optional<Server> found = found(stored, compute, longEnough);
        if (found.isPresent() && claimed(stored, found.get(), compute)) {
            inventory.follow(found.get().key(), FOLLOW);
            inventory.refresh(found.get().key());
            return new Next.Step(Duration.ZERO);
        }
        return longEnough ? failed(stored, Failures.NOT_REACHED) : new Next.Step(SLOW);
    }

    /** Returns false when another operation has created the server. */
    private boolean claimed(StoredOperation stored, Server server, Compute compute) {
        try {
            book.begun(stored.id(), server.id(), requestId(compute, server.id()), null);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * The created server, if exactly one matches. If several carry the marker, a user has copied it.
     *
     * @param surely whether to read all servers, so that the absence of the server is certain
     */
    private Optional<Server> found(StoredOperation stored, Compute compute, boolean surely) {
        List<Server> servers = surely
                ? compute.servers(page -> {}).servers()
                : compute.changesSince(stored.operation().acceptedAt().minus(SKEW))
                        .servers();
        List<Server> ours = servers.stream().filter(ours(stored, compute)).toList();
        return ours.size() == 1 ? Optional.of(ours.getFirst()) : Optional.empty();
    }

    /**
     * The marker alone is not sufficient, because users with access to the cloud can write metadata. The server must
     * also match the request, be created by Stackdeck's own user after the request was sent, and belong to no other
     * operation.
     */
    private Predicate<Server> ours(StoredOperation stored, Compute compute) {
        Operation operation = stored.operation();
        LaunchMarker marker = store.marker(operation.id());
        Instant earliest = stored.firstSentAt().plus(compute.clockOffset()).minus(TOLERANCE);
        return server -> marker.isOn(server)
                && server.project().id().equals(operation.project())
                && server.userId().equals(compute.userId())
                && server.created().isAfter(earliest)
                && asRequested(stored, server)
                && !store.hasCreated(server.key());
    }

    /** Nova reports no image for a server that boots from a volume, even if the volume was created from an image. */
    private static boolean asRequested(StoredOperation stored, Server server) {
        Map<ActionParameter, Argument> requested = stored.operation().order().arguments();
        Argument flavor = requested.get(ActionParameter.FLAVOR);
        Argument image = requested.get(ActionParameter.IMAGE);
        return Objects.equals(stored.keyPair(), server.keyName())
                && (flavor == null || server.flavor().name().equals(flavor.shown()))
                && (server.image() == null
                        || (image != null && server.image().id().equals(image.value())));
    }

    private static @Nullable String requestId(Compute compute, ServerId id) {
        return compute.instanceActions(id).stream()
                .filter(action -> ServerAction.CREATE
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent())
                .findFirst()
                .map(InstanceAction::requestId)
                .orElse(null);
    }

    private Next succeeded(StoredOperation stored) {
        inventory.refresh(stored.server());
        book.succeeded(stored);
        return ended(stored);
    }

    private Next failed(StoredOperation stored, Operation.Failure why) {
        if (stored.operation().begun()) {
            inventory.refresh(stored.server());
        }
        book.failed(stored, why);
        return ended(stored);
    }

    private Next ended(StoredOperation stored) {
        store.find(stored.id()).ifPresent(keys::remove);
        return new Next.Ended();
    }
}
