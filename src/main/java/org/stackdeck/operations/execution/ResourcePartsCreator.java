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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CreationSourceRules;
import org.stackdeck.cloud.action.NewSubnet;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.AddressRange;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.resource.SecurityRulePreset;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Completes new resources that require several requests to Neutron: networks with subnets, and security groups
 * with a first rule or copied rules. Compares the resource with the request at each step, so that a step can be
 * repeated after an error. Loads no resource lists, because waiting for other clouds would delay the operations of
 * other users.
 */
@Component
class ResourcePartsCreator {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    /** Time after which a step sends no more requests, so that operations of other users are not delayed. */
    private static final Duration MAX_STEP = Duration.ofSeconds(1);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(3);

    private static final String RULES = "rules";

    private final OperationTransitionService operationTransitionService;
    private final OperationFinisher operationFinisher;
    private final ResourceCreationSender resourceCreationSender;
    private final Clock clock;

    ResourcePartsCreator(
            OperationTransitionService operationTransitionService,
            OperationFinisher operationFinisher,
            ResourceCreationSender resourceCreationSender,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationFinisher = operationFinisher;
        this.resourceCreationSender = resourceCreationSender;
        this.clock = clock;
    }

    /**
     * Sends the missing requests if the user still has the permission, and handles errors.
     *
     * @param created the resource after its creation
     * @param end when the operation times out
     * @return empty if nothing is missing
     */
    Optional<StepResult> complete(
            OperationExecutionData stored, ResourceClient client, CloudResource created, Instant end) {
        Operation operation = stored.operation();
        if (operation.action() != ResourceAction.CREATE_NETWORK
                && operation.action() != ResourceAction.CREATE_SECURITY_GROUP) {
            return Optional.empty();
        }
        try {
            Optional<CloudResource> source = findSourceGroup(operation, client);
            if (source.isPresent() && !isPermitted(operation, source)) {
                // A user who is no longer permitted to read the source group must receive neither its rules nor the
                // reason why a rule cannot be copied.
                return Optional.of(operationFinisher.fail(stored, OperationFailureFactory.REVOKED_DURING_CREATION));
            }
            List<Runnable> changes = operation.action() == ResourceAction.CREATE_NETWORK
                    ? missingSubnets(stored, client, created)
                    : ruleChanges(operation.actionRequest(), source, client, created);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            // Without a response, the resource was found by its attributes, and another user may have created it.
            boolean certain = stored.unansweredAt() == null;
            if (isExpired(end) || (!certain && !resourceCreationSender.mayChange(operation, created))) {
                return Optional.of(operationFinisher.fail(stored, OperationFailureFactory.incompleteCreation(null)));
            }
            return Optional.of(send(
                    stored,
                    changes,
                    () -> isPermitted(operation, source)
                            && (certain || resourceCreationSender.mayChange(operation, created))));
        } catch (CloudException e) {
            return Optional.of(handle(stored, e, end));
        }
    }

    private boolean isPermitted(Operation operation, Optional<CloudResource> source) {
        return resourceCreationSender.isGranted(operation)
                && source.stream().allMatch(group -> resourceCreationSender.maySee(operation, group));
    }

    private StepResult send(OperationExecutionData stored, List<Runnable> changes, BooleanSupplier permitted) {
        Instant pause = clock.instant().plus(MAX_STEP);
        Duration next = CHECK_INTERVAL;
        for (Runnable change : changes) {
            if (clock.instant().isAfter(pause)) {
                return new StepResult.Continue(next.equals(RETRY_INTERVAL) ? next : Duration.ZERO);
            }
            try {
                ChangeCondition.run(permitted, change);
            } catch (CloudException e) {
                if (!mayExist(stored.operation(), e)) {
                    throw e;
                }
                next = RETRY_INTERVAL;
            }
        }
        return new StepResult.Continue(next);
    }

    /**
     * Returns whether Neutron may have refused the rule because it already exists, for instance after an earlier
     * response was lost.
     */
    private static boolean mayExist(Operation operation, CloudException e) {
        return operation.action() == ResourceAction.CREATE_SECURITY_GROUP
                && e.category() == CloudException.Category.CONFLICT
                && !OperationFailureFactory.fromCloudError(e).code().equals(OperationFailureFactory.QUOTA);
    }

    private StepResult handle(OperationExecutionData stored, CloudException e, Instant end) {
        if (e instanceof ChangeCondition.NotMetException) {
            return operationFinisher.fail(stored, OperationFailureFactory.REVOKED_DURING_CREATION);
        }
        boolean isFinal = switch (e.category()) {
            case REFUSED, CONFLICT, FORBIDDEN, NOT_FOUND -> true;
            default -> false;
        };
        if (isFinal) {
            return operationFinisher.fail(stored, OperationFailureFactory.incompleteCreation(e.getMessage()));
        }
        return isExpired(end)
                ? operationFinisher.fail(stored, OperationFailureFactory.incompleteCreation(e.getMessage()))
                : StepResult.Continue.afterError(e, RETRY_INTERVAL, Duration.between(clock.instant(), end));
    }

    private boolean isExpired(Instant end) {
        return end.isBefore(clock.instant());
    }

    /** @throws CloudException NOT_FOUND if the group whose rules are copied no longer exists */
    private static Optional<CloudResource> findSourceGroup(Operation operation, ResourceClient client) {
        return operation
                .actionRequest()
                .value(ActionParameter.SOURCE_GROUP)
                .map(source -> client.find(ResourceKind.SECURITY_GROUP, source)
                        .orElseThrow(() -> new CloudException(
                                CloudException.Category.NOT_FOUND,
                                "The security group whose rules are copied no longer exists")));
    }

    private List<Runnable> missingSubnets(OperationExecutionData stored, ResourceClient client, CloudResource network) {
        Operation operation = stored.operation();
        List<NewSubnet> expected = NewSubnet.of(operation.actionRequest());
        List<String> present = network.texts("subnets");
        if (ResourceActionRules.hasFailed(ResourceAction.CREATE_NETWORK, network)
                || (expected.size() == 1 && !present.isEmpty())) {
            return List.of();
        }
        Set<Optional<AddressRange>> ranges = expected.isEmpty() ? Set.of() : ranges(client, present);
        return expected.stream()
                .filter(subnet -> !ranges.contains(AddressRange.parse(subnet.cidr())))
                .<Runnable>map(subnet -> () -> createSubnet(operation, client, subnet.toRequest(network.id())))
                .toList();
    }

    private static Set<Optional<AddressRange>> ranges(ResourceClient client, List<String> subnets) {
        return subnets.stream()
                .flatMap(id -> client.find(ResourceKind.SUBNET, id).stream())
                .map(subnet -> subnet.text("cidr").flatMap(AddressRange::parse))
                .filter(Optional::isPresent)
                .collect(Collectors.toSet());
    }

    private void createSubnet(Operation operation, ResourceClient client, ActionRequest request) {
        String subnet = client.create(operation.project(), request).id();
        operationTransitionService.recordPart(
                operation, new ResourceKey(operation.cloud(), ResourceKind.SUBNET, subnet));
    }

    /**
     * Returns the missing changes. A copy has only the rules of its source and the rules of the opened service. Other
     * groups keep Neutron's default rules.
     */
    private static List<Runnable> ruleChanges(
            ActionRequest request, Optional<CloudResource> source, ResourceClient client, CloudResource created) {
        Set<SecurityRule> expected = new LinkedHashSet<>();
        source.ifPresent(group -> expected.addAll(copiedRules(group, created)));
        request.value(ActionParameter.OPENS)
                .flatMap(SecurityRulePreset::fromCode)
                .ifPresent(service -> expected.addAll(service.ingressRules()));
        Map<SecurityRule, String> present = new LinkedHashMap<>();
        created.texts(RULES)
                .forEach(text -> SecurityRule.parse(text).ifPresent(rule -> present.put(rule.canonical(), text)));
        Stream<Runnable> removals = present.entrySet().stream()
                .filter(rule -> source.isPresent() && !expected.contains(rule.getKey()))
                .map(rule -> () -> removeRule(client, created, rule.getValue()));
        Stream<Runnable> additions = expected.stream()
                .filter(rule -> !present.containsKey(rule))
                .map(rule -> () -> client.perform(created.id(), ResourceActionRules.addRuleRequest(rule)));
        return Stream.concat(removals, additions).toList();
    }

    /** Returns the rules of the source. Rules that refer to the source itself refer to the copy instead. */
    private static List<SecurityRule> copiedRules(CloudResource source, CloudResource copy) {
        return source.texts(RULES).stream()
                .map(ResourcePartsCreator::requireCopyable)
                .map(rule -> rule.withRemoteName(remote -> remote.equals(source.id()) ? copy.id() : null))
                .toList();
    }

    private static void removeRule(ResourceClient client, CloudResource group, String rule) {
        try {
            client.perform(
                    group.id(),
                    ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE).with(ActionParameter.RULE, rule));
        } catch (CloudException e) {
            // Another user has removed the rule, or the response to an earlier request was lost.
            if (e.category() != CloudException.Category.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static SecurityRule requireCopyable(String text) {
        return CreationSourceRules.findCopyable(text)
                .map(SecurityRule::canonical)
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.REFUSED, "Stackdeck cannot copy the rule \"" + text + "\""));
    }
}
