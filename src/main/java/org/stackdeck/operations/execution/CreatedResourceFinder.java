package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Finds the resource that an operation has created if the service's response with its ID was lost. The lists of
 * services contain no request IDs, so a resource is identified by the values of the request and its creation time.
 * Several matching resources are accepted only if operations of the same user with the same request may have created
 * the others.
 */
@Component
class CreatedResourceFinder {

    /** Assumed maximum difference between the clocks of the service and of this machine. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /** Maximum duration of a request, including the time that it waits for a permit and a token. */
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(110);

    private static final String CREATED_AT = "createdAt";

    private final OperationRepository operationRepository;
    private final OperationTransitionService operationTransitionService;
    private final Clock clock;

    CreatedResourceFinder(
            OperationRepository operationRepository,
            OperationTransitionService operationTransitionService,
            Clock clock) {
        this.clock = clock;
        this.operationRepository = operationRepository;
        this.operationTransitionService = operationTransitionService;
    }

    /** Returns whether resources of the kind have a creation time, which the search requires. */
    static boolean canFind(ResourceKind kind) {
        return kind.fields().stream().anyMatch(field -> field.code().equals(CREATED_AT));
    }

    /**
     * Finds and records the created resource. Returns false if no resource was found, or if it is not certain that this
     * operation created it.
     *
     * @throws org.stackdeck.cloud.CloudException if the list cannot be loaded
     */
    boolean find(OperationExecutionData stored, ResourceClient client) {
        ResourceAction action = (ResourceAction) stored.operation().action();
        List<OperationExecutionData> equal = findEqual(stored);
        List<CloudResource> found = client.list(action.kind()).stream()
                .filter(resource -> matches(resource, stored))
                .filter(resource -> !operationRepository.hasCreated(resource.key()))
                .sorted(Comparator.comparing(CreatedResourceFinder::createdAt))
                .toList();
        if (found.isEmpty()
                || found.size() > 1 + ofSameUser(stored, equal)
                || !isBeforeRequestsInFlight(createdAt(found.getFirst()), equal)) {
            return false;
        }
        try {
            if (stored.unansweredAt() == null) {
                operationTransitionService.markUnanswered(stored);
            }
            operationTransitionService.recordCreated(
                    stored.id(), found.getFirst().id(), stored.requestId().orElse("-"), null);
            return true;
        } catch (DuplicateKeyException e) {
            // Another operation has created the resource.
            return false;
        }
    }

    /** Returns the other active operations that have been sent with the same request and whose resource is unknown. */
    private List<OperationExecutionData> findEqual(OperationExecutionData stored) {
        Operation operation = stored.operation();
        return operationRepository
                .findActiveCreations(
                        (ResourceAction) operation.action(), (ResourceKey) operation.target(), operation.project())
                .stream()
                .filter(other -> !other.id().equals(stored.id())
                        && other.operation().dispatchedAt() != null
                        && other.operation().actionRequest().equals(operation.actionRequest()))
                .toList();
    }

    /**
     * Returns how many of the operations belong to the same user. Any of the user's matching resources can be assigned
     * to each of these operations, for instance if the user creates several floating IPs.
     */
    private static long ofSameUser(OperationExecutionData stored, List<OperationExecutionData> equal) {
        return equal.stream()
                .filter(other ->
                        other.operation().userId().equals(stored.operation().userId()))
                .count();
    }

    /**
     * Returns whether the resource was created before the requests in flight were sent. The response to a request in
     * flight can still contain the ID of a newer resource.
     */
    private boolean isBeforeRequestsInFlight(Instant created, List<OperationExecutionData> equal) {
        Instant now = clock.instant();
        return equal.stream()
                .filter(other -> isInFlight(other, now))
                .allMatch(other ->
                        created.isBefore(other.operation().sentOrAcceptedAt().minus(CLOCK_TOLERANCE)));
    }

    /**
     * Returns whether the response may still arrive. Considers the age of the request, because a process that has ended
     * cannot mark its requests as unanswered.
     */
    private static boolean isInFlight(OperationExecutionData sent, Instant now) {
        return sent.unansweredAt() == null && !sent.isOlderThan(now, MAX_RESPONSE_TIME);
    }

    private static Instant createdAt(CloudResource resource) {
        return resource.values().get(CREATED_AT) instanceof Instant at ? at : Instant.MAX;
    }

    private static boolean matches(CloudResource resource, OperationExecutionData stored) {
        Operation operation = stored.operation();
        Instant earliest = stored.operation().sentOrAcceptedAt().minus(CLOCK_TOLERANCE);
        return resource.project() != null
                && resource.project().id().equals(operation.project())
                && resource.values().get(CREATED_AT) instanceof Instant created
                && !created.isBefore(earliest)
                && operation.actionRequest().arguments().entrySet().stream()
                        .allMatch(argument -> matches(resource, argument));
    }

    /**
     * Compares the argument with the field that has the code of the parameter, if there is one. The volume type is not
     * compared, because the request can contain its ID.
     */
    private static boolean matches(CloudResource resource, Map.Entry<ActionParameter, ActionArgument> argument) {
        String code = argument.getKey().code();
        String expected = argument.getValue().value();
        if (argument.getKey() == ActionParameter.NAME) {
            return resource.name().equals(expected);
        }
        Optional<ResourceField> field = resource.kind().fields().stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst();
        return field.isEmpty()
                || argument.getKey() == ActionParameter.TYPE
                || resource.text(code).orElse("").equals(expected);
    }
}
