package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Creates what was requested with a new resource, but is a resource of its own for Neutron: the first subnet of a network, and
 * the rules of a copied security group. Compares the resource with the request at each step, so that a step can be repeated
 * after an error.
 */
@Component
class CreatedResourceCompletion {

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(3);

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
     * Requests what is missing, if the user still has the permission.
     *
     * @param created the resource after its creation
     * @param end when the operation times out
     * @return empty if nothing is missing
     */
    Optional<StepResult> complete(
            OperationExecutionData stored, ResourceClient client, CloudResource created, Instant end) {
        Operation operation = stored.operation();
        try {
            List<Runnable> missing = missing(operation, client, created);
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            if (!resourceCreationSender.isPermitted(operation)) {
                return Optional.of(fail(stored, OperationFailures.REVOKED));
            }
            missing.forEach(Runnable::run);
            return Optional.of(new StepResult.Continue(Duration.ZERO));
        } catch (CloudException e) {
            return Optional.of(
                    switch (e.category()) {
                        case REFUSED, CONFLICT, FORBIDDEN, NOT_FOUND ->
                            fail(stored, OperationFailures.fromCloudError(e));
                        default ->
                            end.isBefore(clock.instant())
                                    ? fail(stored, OperationFailures.timedOut(String.valueOf(e.getMessage())))
                                    : new StepResult.Continue(RETRY_INTERVAL);
                    });
        }
    }

    private static List<Runnable> missing(Operation operation, ResourceClient client, CloudResource created) {
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
        List<String> wanted = client
                .find(ResourceKind.SECURITY_GROUP, source)
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.NOT_FOUND,
                        "The security group whose rules are copied no longer exists"))
                .texts("rules")
                .stream()
                .map(rule -> requireCopyable(rule)
                        .withRemoteName(remote -> remote.equals(source) ? copy.id() : null)
                        .toString())
                .toList();
        List<String> present = copy.texts("rules");
        List<Runnable> changes = new ArrayList<>();
        present.stream()
                .filter(rule -> !wanted.contains(rule))
                .map(rule -> ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE)
                        .with(ActionParameter.RULE, rule))
                .forEach(removal -> changes.add(() -> client.perform(copy.id(), removal)));
        wanted.stream()
                .filter(rule -> !present.contains(rule))
                .map(rule -> ResourceActionEffects.addition(requireCopyable(rule)))
                .forEach(addition -> changes.add(() -> client.perform(copy.id(), addition)));
        return changes;
    }

    private static SecurityRule requireCopyable(String text) {
        return SecurityRule.parse(text)
                .filter(rule -> !rule.hasAddressGroup())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.REFUSED, "Stackdeck cannot copy the rule \"" + text + "\""));
    }

    private StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        operationTransitionService.markFailed(stored, failure);
        return new StepResult.Finished();
    }
}
