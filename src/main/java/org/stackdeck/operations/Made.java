package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.inventory.Inventory;

/**
 * Finds out what became of a server that is to be made. Its state proves it, since it begins in another one. Where no answer
 * told its id, it is looked for by the metadata that it was to carry.
 */
@Component
class Made {

    /** Of the metadata item whose value is the operation's id. */
    static final String KEY = NewServer.RESERVED + "operation";

    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration FOLLOW = Duration.ofSeconds(15);
    /** By how much Nova's clock may differ from ours. */
    private static final Duration SKEW = Duration.ofMinutes(10);

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
        if (found.isPresent()) {
            ServerId id = found.get().id();
            book.begun(stored.id(), id, requestId(compute, id), null);
            inventory.follow(found.get().key(), FOLLOW);
            inventory.refresh(found.get().key());
            return new Next.Step(Duration.ZERO);
        }
        return longEnough ? failed(stored, Failures.NOT_REACHED) : new Next.Step(SLOW);
    }

    /** @param surely whether to read all servers, since one that is missing must certainly not be there */
    private static Optional<Server> found(StoredOperation stored, Compute compute, boolean surely) {
        List<Server> servers = surely
                ? compute.servers(page -> {}).servers()
                : compute.changesSince(stored.operation().acceptedAt().minus(SKEW))
                        .servers();
        return servers.stream().filter(ours(stored, compute)).findFirst();
    }

    /** Who may write metadata could write this, too, but not make a server in the console's name. */
    private static Predicate<Server> ours(StoredOperation stored, Compute compute) {
        Operation operation = stored.operation();
        Instant earliest = operation.acceptedAt().minus(SKEW);
        return server -> operation.id().toString().equals(server.metadata().get(KEY))
                && server.project().id().equals(operation.project())
                && server.userId().equals(compute.userId())
                && server.created().isAfter(earliest);
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
