package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.action.ActionParameter.DIRECTION;
import static org.stackdeck.cloud.action.ActionParameter.ETHER_TYPE;
import static org.stackdeck.cloud.action.ActionParameter.PORTS;
import static org.stackdeck.cloud.action.ActionParameter.PROTOCOL;
import static org.stackdeck.cloud.action.ActionParameter.RULE;
import static org.stackdeck.cloud.action.ActionParameter.SIZE;
import static org.stackdeck.cloud.action.ActionParameter.SOURCE;
import static org.stackdeck.cloud.action.ActionParameter.SOURCE_GROUP;

import java.util.Optional;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.SecurityRule;

/** The effects of actions on resources, by which their results are determined. */
public final class ResourceActionEffects {

    private static final String RULES = "rules";
    private static final String EXTERNAL_NETWORK = "externalNetwork";

    private ResourceActionEffects() {}

    static boolean isRelevant(ResourceAction action, CloudResource resource) {
        if (action.flag().isPresent()) {
            return !action.flag().get().isSetIn(resource);
        }
        return switch (action) {
            case DEACTIVATE_IMAGE, REACTIVATE_IMAGE -> action.isAllowedIn(resource.status());
            case SET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isEmpty();
            case UNSET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isPresent();
            // Pages offer them at each rule or entry.
            case REMOVE_SECURITY_GROUP_RULE -> false;
            default -> action.entry().isEmpty();
        };
    }

    static boolean isApplied(ResourceAction action, CloudResource resource, ActionRequest request) {
        if (action.flag().isPresent()) {
            return action.flag().get().isSetIn(resource);
        }
        if (action.entry().isPresent()) {
            return action.entry().get().isAppliedTo(resource, request);
        }
        return switch (action) {
            // Without a volume, it waits for its data.
            case CREATE_IMAGE ->
                request.value(ActionParameter.VOLUME).isEmpty()
                        || resource.status().equals("active")
                        || resource.status().equals("deactivated");
            case EXTEND_VOLUME ->
                !resource.isInTransition()
                        && resource.number("size")
                                .filter(size -> size >= Long.parseLong(request.requiredValue(SIZE)))
                                .isPresent();
            // Volumes have the name of their type.
            case RETYPE_VOLUME ->
                !resource.isInTransition()
                        && resource.text("type")
                                .equals(Optional.ofNullable(request.arguments().get(ActionParameter.TYPE))
                                        .map(ActionArgument::name));
            case DEACTIVATE_IMAGE -> resource.status().equals("deactivated");
            case REACTIVATE_IMAGE -> resource.status().equals("active");
            case ADD_SECURITY_GROUP_RULE ->
                resource.texts(RULES).contains(rule(request).toString());
            case REMOVE_SECURITY_GROUP_RULE -> !resource.texts(RULES).contains(request.requiredValue(RULE));
            case SET_ROUTER_GATEWAY ->
                resource.text(EXTERNAL_NETWORK)
                        .filter(request.requiredValue(ActionParameter.NETWORK)::equals)
                        .isPresent();
            case UNSET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isEmpty();
            // Routers do not list their interfaces, and volumes not the snapshot to which they were reverted.
            case ADD_ROUTER_INTERFACE, REMOVE_ROUTER_INTERFACE, REVERT_VOLUME -> false;
            default ->
                action.isUpdate()
                        ? EditableAttributes.hasValuesOf(request, resource)
                        : action.isCreation() && isCreated(action, resource);
        };
    }

    private static boolean isCreated(ResourceAction action, CloudResource resource) {
        return !resource.isInTransition()
                && action.failedStatus().filter(resource.status()::equals).isEmpty();
    }

    /** Returns the request to add the rule to a security group. */
    public static ActionRequest addition(SecurityRule rule) {
        ActionRequest request = ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                .with(DIRECTION, rule.ingress() ? "ingress" : "egress")
                .with(ETHER_TYPE, rule.etherType());
        if (!rule.protocol().equals(SecurityRule.ANY)) {
            request = request.with(PROTOCOL, rule.protocol());
        }
        if (rule.ports() != null) {
            request = request.with(PORTS, rule.ports());
        }
        return rule.remote() == null
                ? request
                : request.with(SecurityRule.isAddress(rule.remote()) ? SOURCE : SOURCE_GROUP, rule.remote());
    }

    /** Returns the rule that an {@link ResourceAction#ADD_SECURITY_GROUP_RULE} adds. */
    public static SecurityRule rule(ActionRequest request) {
        return new SecurityRule(
                !request.value(DIRECTION).filter("egress"::equals).isPresent(),
                request.value(ETHER_TYPE)
                        .orElse(
                                request.value(SOURCE)
                                                .filter(source -> source.contains(":"))
                                                .isPresent()
                                        ? "IPv6"
                                        : "IPv4"),
                request.value(PROTOCOL).orElse(SecurityRule.ANY),
                request.value(PORTS).orElse(null),
                request.value(SOURCE_GROUP).or(() -> request.value(SOURCE)).orElse(null));
    }
}
