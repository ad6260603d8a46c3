package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionEffects;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Completes new resources that Neutron creates in several requests: networks with a first subnet, and copies of security
 * groups. Compares the resource with the request at each step, so that a step can be repeated
 * after an error.
 */
@Component
class CreatedResourceCompletion {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    /** Maximum time after which a step leaves its turn to the operations of other users, at the next request. */
    private static final Duration MAX_STEP = Duration.ofSeconds(1);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(3);

    private static final String RULES = "rules";

    private final OperationTransitionService operationTransitionService;
    private final ResourceCreationSender resourceCreationSender;
    private final Clock clock;

    CreatedResourceCompletion(
            OperationTransitionService operationTransitionService,
            ResourceCreationSender resourceCreationSender,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.resourceCreationSender = resourceCreationSender;
        this.clock = clock;
    }

    /**
     * Sends the missing requests, if the user still has the permission.
     *
     * @param created the resource after its creation
     * @param end when the operation times out
     * @return empty if nothing is missing
     */
    Optional<StepResult> complete(
            OperationExecutionData stored, ResourceClient client, CloudResource created, Instant end) {
        Operation operation = stored.operation();
        try {
            List<Runnable> changes = pendingChanges(operation, client, created);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            if (isExpired(end)) {
                return Optional.of(fail(stored, OperationFailures.timedOut("?")));
            }
            Instant pause = clock.instant().plus(MAX_STEP);
            for (Runnable change : changes) {
                if (clock.instant().isAfter(pause)) {
                    return Optional.of(new StepResult.Continue(Duration.ZERO));
                }
                if (!resourceCreationSender.isPermitted(operation)) {
                    return Optional.of(fail(stored, OperationFailures.REVOKED));
                }
                change.run();
            }
            return Optional.of(new StepResult.Continue(CHECK_INTERVAL));
        } catch (CloudException e) {
            return Optional.of(handle(stored, e, end));
        }
    }

    /** The service refuses a rule or subnet that exists already, for instance because an earlier response was lost. */
    private StepResult handle(OperationExecutionData stored, CloudException e, Instant end) {
        Operation.Failure failure = OperationFailures.fromCloudError(e);
        boolean isFinal = switch (e.category()) {
            case REFUSED, FORBIDDEN, NOT_FOUND -> true;
            case CONFLICT -> failure.code().equals(OperationFailures.QUOTA);
            default -> false;
        };
        if (isFinal) {
            return fail(stored, failure);
        }
        return isExpired(end)
                ? fail(stored, OperationFailures.timedOut(String.valueOf(e.getMessage())))
                : StepResult.Continue.afterError(e, RETRY_INTERVAL, Duration.between(clock.instant(), end));
    }

    private boolean isExpired(Instant end) {
        return end.isBefore(clock.instant());
    }

    private static List<Runnable> pendingChanges(Operation operation, ResourceClient client, CloudResource created) {
        ActionRequest request = operation.actionRequest();
        ResourceAction action = (ResourceAction) operation.action();
        if (action.failedStatus().filter(created.status()::equals).isPresent()) {
            return List.of();
        }
        if (action == ResourceAction.CREATE_NETWORK
                && request.value(ActionParameter.CIDR).isPresent()
                && created.texts("subnets").isEmpty()) {
            ActionRequest subnet = firstSubnet(request, created);
            return List.of(() -> client.create(operation.project(), subnet));
        }
        return action == ResourceAction.CREATE_SECURITY_GROUP
                ? request.value(ActionParameter.SOURCE_GROUP)
                        .map(source -> ruleChanges(source, client, created))
                        .orElse(List.of())
                : List.of();
    }

    private static ActionRequest firstSubnet(ActionRequest request, CloudResource network) {
        ActionRequest subnet =
                ActionRequest.of(ResourceAction.CREATE_SUBNET).with(ActionParameter.NETWORK, network.id());
        for (ActionParameter parameter : ResourceAction.CREATE_SUBNET.parameters()) {
            ActionArgument argument = request.arguments().get(parameter);
            if (argument != null && parameter != ActionParameter.NAME) {
                subnet = subnet.with(parameter, argument);
            }
        }
        return subnet;
    }

    /** Rules for the members of the source group apply to the members of the copy. */
    private static List<Runnable> ruleChanges(String source, ResourceClient client, CloudResource copy) {
        List<String> sourceRules = client.find(ResourceKind.SECURITY_GROUP, source)
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.NOT_FOUND,
                        "The security group whose rules are copied no longer exists"))
                .texts(RULES);
        Set<SecurityRule> wanted = sourceRules.stream()
                .map(CreatedResourceCompletion::requireCopyable)
                .map(rule -> rule.withRemoteName(remote -> remote.equals(source) ? copy.id() : null))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<SecurityRule, String> present = new LinkedHashMap<>();
        copy.texts(RULES)
                .forEach(text -> SecurityRule.parse(text).ifPresent(rule -> present.put(rule.canonical(), text)));
        Stream<ActionRequest> removals = present.entrySet().stream()
                .filter(rule -> !wanted.contains(rule.getKey()))
                .map(rule -> ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE)
                        .with(ActionParameter.RULE, rule.getValue()));
        Stream<ActionRequest> additions =
                wanted.stream().filter(rule -> !present.containsKey(rule)).map(ResourceActionEffects::addition);
        return Stream.concat(removals, additions)
                .<Runnable>map(change -> () -> client.perform(copy.id(), change))
                .toList();
    }

    private static SecurityRule requireCopyable(String text) {
        return SecurityRule.parse(text)
                .filter(rule -> !rule.hasAddressGroup())
                .map(SecurityRule::canonical)
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.REFUSED, "Stackdeck cannot copy the rule \"" + text + "\""));
    }

    private StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        operationTransitionService.markFailed(stored, failure);
        return new StepResult.Finished();
    }
}
