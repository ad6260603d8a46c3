package org.stackdeck.operations.execution;

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
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.LaunchMarker;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationParametersRepository;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Tracks the creation of a server. The server's status shows whether the creation has succeeded. If Nova's response
 * with the server's ID was lost, the tracker finds the server by the {@link LaunchMarker} in its metadata.
 */
@Component
class ServerCreationTracker {

    /** Assumed maximum difference between Nova's clock and the clock of this machine. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);
    /**
     * Assumed maximum difference between the clocks of Nova's services, and maximum correction of this machine's clock.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final OperationTransitionService operationTransitionService;
    private final OperationFinisher operationFinisher;
    private final Inventory inventory;
    private final OperationRepository operationRepository;
    private final OperationParametersRepository operationParametersRepository;
    private final OperationProperties operationProperties;
    private final Clock clock;

    ServerCreationTracker(
            OperationTransitionService operationTransitionService,
            OperationFinisher operationFinisher,
            Inventory inventory,
            OperationRepository operationRepository,
            OperationParametersRepository operationParametersRepository,
            OperationProperties operationProperties,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationFinisher = operationFinisher;
        this.inventory = inventory;
        this.operationRepository = operationRepository;
        this.operationParametersRepository = operationParametersRepository;
        this.operationProperties = operationProperties;
        this.clock = clock;
    }

    StepResult track(OperationExecutionData stored, ComputeClient compute) {
        return stored.operation().hasTarget() ? trackCreated(stored, compute) : findCreated(stored, compute);
    }

    private StepResult trackCreated(OperationExecutionData stored, ComputeClient compute) {
        inventory.follow(stored.server());
        Server server = compute.server(stored.server().id())
                .filter(found -> !found.deleted())
                .orElse(null);
        if (server == null) {
            return markFailed(stored, OperationFailureFactory.GONE);
        }
        if (server.status().isBuilt()) {
            return markSucceeded(stored);
        }
        if (server.status() == ServerStatus.ERROR) {
            return markFailed(stored, OperationFailureFactory.fromFault(server));
        }
        Instant now = clock.instant();
        return operationProperties.isExpired(stored, now)
                ? markFailed(stored, OperationFailureFactory.timedOut(OperationFailureFactory.describeState(server)))
                : new StepResult.Continue(
                        stored.isOlderThan(now, Duration.ofSeconds(20))
                                ? OperationTracker.SLOW_POLL_INTERVAL
                                : Duration.ofMillis(500));
    }

    private StepResult findCreated(OperationExecutionData stored, ComputeClient compute) {
        boolean longEnough = stored.isOlderThan(clock.instant(), operationProperties.lookForNew());
        Optional<Server> found = findMatching(stored, compute, longEnough);
        if (found.isPresent() && claimServer(stored, found.get(), compute)) {
            inventory.follow(found.get().key());
            inventory.refresh(found.get().key());
            return new StepResult.Continue(Duration.ZERO);
        }
        return longEnough
                ? markFailed(stored, OperationFailureFactory.NOT_REACHED)
                : new StepResult.Continue(OperationTracker.SLOW_POLL_INTERVAL);
    }

    /**
     * Records that the operation has created the server. Returns false if the server is already recorded for another
     * operation.
     */
    private boolean claimServer(OperationExecutionData stored, Server server, ComputeClient compute) {
        try {
            operationTransitionService.recordCreated(
                    stored.id(), server.id().value(), requestId(compute, server.id()), null);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * Returns the created server if exactly one server matches. If several match, a user has copied the marker.
     *
     * @param exhaustive whether to read all servers
     */
    private Optional<Server> findMatching(OperationExecutionData stored, ComputeClient compute, boolean exhaustive) {
        List<Server> servers = exhaustive
                ? compute.servers(page -> {}).servers()
                : compute.changesSince(stored.operation().acceptedAt().minus(MAX_CLOCK_SKEW))
                        .servers();
        List<Server> matching =
                servers.stream().filter(matches(stored, compute)).toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    /**
     * Returns a condition that the created server meets. The marker alone is not sufficient, because users with access
     * to the cloud can write metadata. The server must also match the request and belong to no other operation.
     * Stackdeck's own Nova user must have created it after the request was sent.
     */
    private Predicate<Server> matches(OperationExecutionData stored, ComputeClient compute) {
        Operation operation = stored.operation();
        LaunchMarker marker = operationParametersRepository.findMarker(operation.id());
        Instant earliest =
                operation.sentOrAcceptedAt().plus(compute.clockOffset()).minus(CLOCK_TOLERANCE);
        return server -> marker.isOn(server)
                && server.project().id().equals(operation.project())
                && server.userId().equals(compute.userId())
                && server.created().isAfter(earliest)
                && matchesRequest(stored, server)
                && !operationRepository.hasCreated(server.key());
    }

    /**
     * Returns whether the server has the requested key pair, flavor and image. Nova reports no image for a server that
     * boots from a volume, even if the volume was created from an image.
     */
    private static boolean matchesRequest(OperationExecutionData stored, Server server) {
        Map<ActionParameter, ActionArgument> requested =
                stored.operation().actionRequest().arguments();
        ActionArgument flavor = requested.get(ActionParameter.FLAVOR);
        ActionArgument image = requested.get(ActionParameter.IMAGE);
        return Objects.equals(stored.keyPair(), server.keyName())
                && (flavor == null || server.flavor().name().equals(flavor.displayName()))
                && (server.image() == null
                        || (image != null && server.image().id().equals(image.value())));
    }

    private static @Nullable String requestId(ComputeClient compute, ServerId id) {
        return compute.instanceActions(id).stream()
                .filter(action -> ServerAction.CREATE
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent())
                .findFirst()
                .map(InstanceAction::requestId)
                .orElse(null);
    }

    private StepResult markSucceeded(OperationExecutionData stored) {
        inventory.refresh(stored.server());
        return operationFinisher.succeed(stored);
    }

    private StepResult markFailed(OperationExecutionData stored, Operation.Failure failure) {
        if (stored.operation().hasTarget()) {
            inventory.refresh(stored.server());
        }
        return operationFinisher.fail(stored, failure);
    }
}
