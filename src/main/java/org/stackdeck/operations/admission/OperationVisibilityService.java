package org.stackdeck.operations.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationQueries;
import org.stackdeck.operations.state.OperationRepository;

/**
 * Loads the operations that a user may see, and omits hidden messages. Users see their own operations, and operations
 * on servers and resources that are visible to them.
 */
@Component
class OperationVisibilityService {

    private static final int MAX_PAGE_SIZE = 500;
    /** Approximate maximum number of operations that are searched for visible ones. */
    private static final int MAX_SCANNED_ROWS = 10_000;
    /**
     * Matches the addresses that form the display name of a port or subnet without a name. See {@link
     * org.stackdeck.cloud.resource.CloudResource#displayName}.
     */
    private static final Pattern ADDRESSES = Pattern.compile("[0-9a-fA-F]*[.:][0-9a-fA-F.:/, ]*");

    private final OperationRepository operationRepository;
    private final OperationQueries operationQueries;
    private final AccessDecisionService accessDecisionService;
    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final CloudRequestRateLimiter limiter;

    OperationVisibilityService(
            OperationRepository operationRepository,
            OperationQueries operationQueries,
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            ResourceInventory resourceInventory,
            CloudRequestRateLimiter limiter) {
        this.operationRepository = operationRepository;
        this.operationQueries = operationQueries;
        this.accessDecisionService = accessDecisionService;
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.limiter = limiter;
    }

    Optional<OperationExecutionData> find(Subject subject, OperationId id) {
        return operationRepository.find(id).filter(stored -> canSee(subject, stored.operation()));
    }

    /**
     * Returns the newest visible operations that match the filter. Searches only the newest {@value #MAX_SCANNED_ROWS}
     * matching operations, or fewer if the user has exceeded the rate limit of such searches.
     */
    List<Operation> listRecent(Subject subject, OperationFilter filter, int limit) {
        int pageSize = Math.clamp(limit, 0, MAX_PAGE_SIZE);
        List<Operation> visible = new ArrayList<>();
        List<OperationExecutionData> page =
                pageSize == 0 ? List.of() : operationQueries.findNewest(subject.user(), filter, pageSize);
        for (int seen = page.size(); !page.isEmpty(); seen += page.size()) {
            page.stream()
                    .map(OperationExecutionData::operation)
                    .flatMap(operation -> visible(subject, operation).stream())
                    .limit(pageSize - visible.size())
                    .forEach(visible::add);
            if (visible.size() >= pageSize
                    || seen >= MAX_SCANNED_ROWS
                    || !limiter.tryConsumeOperationPage(subject.user())) {
                break;
            }
            // Continue after the last row instead of at an offset, because new operations may have been added.
            page = operationQueries.findBefore(page.getLast().operation(), subject.user(), filter, MAX_PAGE_SIZE);
        }
        return List.copyOf(visible);
    }

    /**
     * Returns the operation without the message that the user may not see; empty if the user may not see the operation.
     * Messages that can contain names of compute hosts require {@link Permission#SERVER_READ_HOST}. The message of
     * another user's action on a resource that uses other resources, such as the source of a copy, requires the
     * permission to read them.
     */
    Optional<Operation> visible(Subject subject, Operation operation) {
        return canSee(subject, operation) ? Optional.of(withoutHiddenMessage(subject, operation)) : Optional.empty();
    }

    private Operation withoutHiddenMessage(Subject subject, Operation operation) {
        if (operation.failure() == null) {
            return operation;
        }
        boolean shown = (!mayNameHosts(operation)
                        || accessDecisionService
                                .decide(subject, Permission.SERVER_READ_HOST, attributes(operation))
                                .isAllowed())
                && (operation.isOnServer()
                        || operation.userId().equals(subject.user())
                        || (usedResources(operation).allMatch(used -> maySee(subject, used))
                                && maySeeTarget(subject, operation)));
        return shown ? operation : operation.withoutCloudMessage();
    }

    private static Stream<ResourceKey> usedResources(Operation operation) {
        return operation.actionRequest().arguments().entrySet().stream()
                .flatMap(argument -> argument.getKey().resourceKind().stream()
                        .flatMap(kind -> argument
                                .getKey()
                                .itemsOf(argument.getValue().value())
                                .stream()
                                .map(id -> new ResourceKey(operation.cloud(), kind, id))));
    }

    private boolean maySee(Subject subject, ResourceKey used) {
        return resourceInventory
                .findKnown(used)
                .filter(resource -> accessDecisionService.permissions(subject).isVisible(resource))
                .isPresent();
    }

    /**
     * Returns whether the user may read a message about the target project of a transfer. Cinder's message can contain
     * the quota of that project.
     */
    private boolean maySeeTarget(Subject subject, Operation operation) {
        return operation
                .actionRequest()
                .value(ActionParameter.TARGET_PROJECT)
                .map(target -> accessDecisionService
                        .permissions(subject)
                        .coversWholeProject(operation.cloud(), new ProjectId(target)))
                .orElse(true);
    }

    private static boolean mayNameHosts(Operation operation) {
        Operation.Failure failure = operation.failure();
        return failure != null
                && operation.isOnServer()
                && (Permission.requiredFor(operation.action()) == Permission.SERVER_ADMINISTER
                        || (!operation.action().isCreation() && OperationFailureFactory.mayNameHosts(failure)));
    }

    private boolean canSee(Subject subject, Operation operation) {
        return (subject.active() && operation.userId().equals(subject.user())) || isTargetVisible(subject, operation);
    }

    /**
     * Returns whether the requester may still read the generated password. Requires the permission for the action, with
     * which the requester could also set another password. A launch requires only the permission to see the server.
     */
    boolean mayReadPassword(Subject subject, Operation operation) {
        return operation.action().isCreation()
                ? isTargetVisible(subject, operation)
                : accessDecisionService
                        .decide(subject, Permission.requiredFor(operation.action()), attributes(operation))
                        .isAllowed();
    }

    private boolean isTargetVisible(Subject subject, Operation operation) {
        return accessDecisionService
                .decide(subject, Permission.requiredFor(operation.action()).toRead(), attributes(operation))
                .isAllowed();
    }

    /**
     * Returns the attributes of the operation's target, for decisions on the operation. The target may no longer exist.
     */
    ResourceAttributes attributes(Operation operation) {
        return operation.target() instanceof ResourceKey key
                ? resourceInventory
                        .findKnown(key)
                        .map(resource -> ResourceAttributes.of(resource, operation.project()))
                        .orElseGet(() ->
                                new ResourceAttributes.OfResource(key, operation.project(), resourceName(operation)))
                : serverAttributes(operation);
    }

    /**
     * Returns the name of a resource that has no ID yet or no longer exists; empty if it had no name. Without a name,
     * the target name of the operation is the ID or the addresses, and grants by name must not apply to them.
     */
    private static String resourceName(Operation operation) {
        if (operation.action().isCreation()) {
            return operation.actionRequest().value(ActionParameter.NAME).orElse("");
        }
        String shown = operation.targetName();
        return shown.equals(operation.target().idText())
                        || ADDRESSES.matcher(shown).matches()
                ? ""
                : shown;
    }

    private ServerAttributes serverAttributes(Operation operation) {
        return inventory
                .find(operation.server())
                .map(ServerAttributes::of)
                .orElseGet(() -> ServerAttributes.withoutMetadata(
                        operation.server(), operation.project(), operation.targetName()));
    }
}
