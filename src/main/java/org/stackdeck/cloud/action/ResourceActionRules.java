package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.action.ActionParameter.DIRECTION;
import static org.stackdeck.cloud.action.ActionParameter.ETHER_TYPE;
import static org.stackdeck.cloud.action.ActionParameter.PORTS;
import static org.stackdeck.cloud.action.ActionParameter.PROJECT;
import static org.stackdeck.cloud.action.ActionParameter.PROTOCOL;
import static org.stackdeck.cloud.action.ActionParameter.RULE;
import static org.stackdeck.cloud.action.ActionParameter.SIZE;
import static org.stackdeck.cloud.action.ActionParameter.SOURCE;
import static org.stackdeck.cloud.action.ActionParameter.SOURCE_GROUP;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.action.ExpectedFieldEffect.Entry;
import org.stackdeck.cloud.action.ExpectedFieldEffect.Flag;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;

/** Determines from the state of a resource whether an action is relevant for it, has had its effect or has failed. */
public final class ResourceActionRules {

    private static final String RULES = "rules";
    private static final String EXTERNAL_NETWORK = "externalNetwork";

    private ResourceActionRules() {}

    /**
     * Returns whether a service may copy or erase a whole disk. Cinder copies images and volumes to new volumes, and
     * volumes to new images. Depending on its configuration, it erases deleted volumes.
     */
    static boolean copiesOrErasesDisk(ResourceAction action) {
        return switch (action) {
            case CREATE_IMAGE, IMPORT_IMAGE, EXTEND_VOLUME, RETYPE_VOLUME, REVERT_VOLUME, RESTORE_VOLUME -> true;
            default ->
                switch (action.kind()) {
                    case VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP -> action.isCreation() || action.isDeletion();
                    default -> false;
                };
        };
    }

    /** Returns the map field in which the action changes an entry; empty for other actions. */
    public static Optional<String> mapField(ResourceAction action) {
        return action.effect() instanceof Entry(String field) ? Optional.of(field) : Optional.empty();
    }

    /** Returns whether the action replaces all tags of a resource, and changes nothing else. */
    static boolean replacesTags(CloudAction action) {
        return action.required().contains(ActionParameter.TAGS);
    }

    /** Returns whether pages offer the action in the current state of the resource, regardless of permissions. */
    public static boolean isRelevant(ResourceAction action, CloudResource resource) {
        if (action.effect() instanceof Flag flag) {
            return !flag.isSetIn(resource);
        }
        return switch (action) {
            case DEACTIVATE_IMAGE, REACTIVATE_IMAGE, ACCEPT_IMAGE, REJECT_IMAGE, CANCEL_VOLUME_TRANSFER ->
                action.isAllowedIn(resource.status());
            case IMPORT_IMAGE -> resource.isTrue(CloudResource.IMPORTABLE);
            case ADD_IMAGE_PROJECT -> isShareable(resource);
            case SET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isEmpty();
            case UNSET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isPresent();
            // Pages offer the removal of a rule or project, and the change of an entry, next to the rule, project or
            // entry instead.
            case REMOVE_SECURITY_GROUP_RULE, REMOVE_IMAGE_PROJECT -> false;
            default ->
                !(action.effect() instanceof Entry)
                        && (!replacesTags(action)
                                || EditableAttributeValues.valueOf(resource, ActionParameter.TAGS)
                                        .isPresent());
        };
    }

    /**
     * Returns whether an update may change the attribute of the resource. The addresses and security groups of a port
     * in use are changed by actions on its server or router, which require other permissions, or by the service that
     * uses it.
     */
    public static boolean isEditable(CloudResource resource, ActionParameter attribute) {
        return (attribute != ActionParameter.FIXED_IPS && attribute != ActionParameter.SECURITY_GROUPS)
                || !isPortInUse(resource);
    }

    private static boolean isPortInUse(CloudResource resource) {
        return resource.kind() == ResourceKind.PORT
                && resource.text("deviceOwner")
                        .filter(owner -> !owner.isBlank())
                        .isPresent();
    }

    /** Returns whether the resource is a port that Nova has attached to a server. */
    public static boolean isPortOfServer(CloudResource resource) {
        return resource.kind() == ResourceKind.PORT
                && resource.text("deviceOwner")
                        .filter(owner -> owner.startsWith("compute:"))
                        .isPresent();
    }

    static boolean isApplied(ResourceAction action, CloudResource resource, ActionRequest request) {
        if (action.effect() instanceof Flag flag) {
            return flag.isSetIn(resource);
        }
        if (action.effect() instanceof Entry entry) {
            return entry.isAppliedTo(resource, request);
        }
        return switch (action) {
            // An image that is not copied from a volume is complete without data. The data is uploaded or imported
            // separately.
            case CREATE_IMAGE -> request.value(ActionParameter.VOLUME).isEmpty() || hasData(resource);
            case IMPORT_IMAGE -> hasData(resource);
            case ADD_IMAGE_PROJECT -> members(resource).containsKey(request.requiredValue(PROJECT));
            case REMOVE_IMAGE_PROJECT ->
                resource.values().containsKey(CloudResource.MEMBERS)
                        && !members(resource).containsKey(request.requiredValue(PROJECT));
            case EXTEND_VOLUME ->
                !resource.isInTransition()
                        && resource.number("size")
                                .filter(size -> size >= Long.parseLong(request.requiredValue(SIZE)))
                                .isPresent();
            // Cinder reports the name of a volume's type, not the ID.
            case RETYPE_VOLUME ->
                !resource.isInTransition()
                        && resource.text("type")
                                .equals(Optional.ofNullable(request.arguments().get(ActionParameter.TYPE))
                                        .map(ActionArgument::name));
            case TRANSFER_VOLUME ->
                !ResourceAction.CANCEL_VOLUME_TRANSFER.isAllowedIn(resource.status())
                        && resource.project() != null
                        && resource.project()
                                .id()
                                .value()
                                .equals(request.requiredValue(ActionParameter.TARGET_PROJECT));
            case CANCEL_VOLUME_TRANSFER -> !action.isAllowedIn(resource.status());
            case ACCEPT_IMAGE -> resource.status().equals("accepted");
            case REJECT_IMAGE -> resource.status().equals("rejected");
            case DEACTIVATE_IMAGE -> resource.status().equals("deactivated");
            case REACTIVATE_IMAGE -> resource.status().equals("active");
            case ADD_SECURITY_GROUP_RULE ->
                rules(request).stream().map(SecurityRule::toString).allMatch(resource.texts(RULES)::contains);
            case REMOVE_SECURITY_GROUP_RULE -> !resource.texts(RULES).contains(request.requiredValue(RULE));
            case SET_ROUTER_GATEWAY ->
                resource.text(EXTERNAL_NETWORK)
                        .filter(request.requiredValue(ActionParameter.NETWORK)::equals)
                        .isPresent();
            case UNSET_ROUTER_GATEWAY -> resource.text(EXTERNAL_NETWORK).isEmpty();
            // The fields of a router do not contain its interfaces, and the fields of a volume do not contain the
            // source of its data.
            case ADD_ROUTER_INTERFACE, REMOVE_ROUTER_INTERFACE, REVERT_VOLUME, RESTORE_VOLUME -> false;
            default ->
                action.isUpdate()
                        ? EditableAttributeValues.hasValuesOf(request, resource)
                        : action.isCreation() && isCreated(action, resource);
        };
    }

    /**
     * Returns whether the image can be shared. For other images, Glance refuses new members and ignores their existing
     * members.
     */
    public static boolean isShareable(CloudResource image) {
        return image.text("visibility").filter("shared"::equals).isPresent();
    }

    private static Map<String, String> members(CloudResource image) {
        return image.map(CloudResource.MEMBERS);
    }

    private static boolean hasData(CloudResource image) {
        return image.status().equals("active") || image.status().equals("deactivated");
    }

    private static boolean isCreated(ResourceAction action, CloudResource resource) {
        return !resource.isInTransition() && !hasFailed(action, resource);
    }

    /** Returns whether the status of the resource shows that the action has failed. */
    public static boolean hasFailed(ResourceAction action, CloudResource resource) {
        return failedStatuses(action).contains(resource.status());
    }

    private static Set<String> failedStatuses(ResourceAction action) {
        if (action.isCreation()) {
            return switch (action) {
                case CREATE_IMAGE -> Set.of("killed");
                // "error_restoring" is the status of a new volume to which Cinder could not restore the backup.
                case CREATE_VOLUME -> Set.of("error", "error_restoring");
                default -> Set.of(belongsToNeutron(action) ? "ERROR" : "error");
            };
        }
        return switch (action) {
            case DELETE_VOLUME, DELETE_VOLUME_SNAPSHOT, DELETE_VOLUME_BACKUP -> Set.of("error_deleting");
            case EXTEND_VOLUME -> Set.of("error_extending");
            case REVERT_VOLUME -> Set.of("error");
            case RESTORE_VOLUME -> Set.of("error", "error_restoring");
            default -> Set.of();
        };
    }

    /** Returns whether the action changes the projects with which an image is shared. */
    public static boolean changesMembers(ResourceAction action) {
        return action == ResourceAction.ADD_IMAGE_PROJECT || action == ResourceAction.REMOVE_IMAGE_PROJECT;
    }

    /** Returns whether the action is known to have had its effect when the service has responded. */
    public static boolean isSynchronous(ResourceAction action) {
        return action.isUpdate()
                || action.effect() instanceof Entry
                || changesMembers(action)
                || action.kind() == ResourceKind.IMAGE_MEMBER
                || (belongsToNeutron(action) && !action.isCreation() && !action.isDeletion());
    }

    /**
     * Returns whether a second request would have no further effect, and the resource shows whether the first one had
     * its effect. Such an action can be sent again if the first request was not sent.
     */
    public static boolean isRepeatable(ResourceAction action) {
        return switch (action) {
            case EXTEND_VOLUME -> true;
            case ADD_ROUTER_INTERFACE, REMOVE_ROUTER_INTERFACE -> false;
            default -> action.isDeletion() || action.effect() instanceof Flag || isSynchronous(action);
        };
    }

    /**
     * Returns whether the action ends when the status of the resource is no longer transitional. No field shows the
     * effect of such an action.
     */
    public static boolean endsWithTransition(ResourceAction action) {
        return action == ResourceAction.REVERT_VOLUME || action == ResourceAction.RESTORE_VOLUME;
    }

    private static boolean belongsToNeutron(ResourceAction action) {
        return action.kind().service().equals("network");
    }

    /** Returns the request that adds the rule to a security group. */
    public static ActionRequest addRuleRequest(SecurityRule rule) {
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

    /** Returns the rules that a request with {@link ResourceAction#ADD_SECURITY_GROUP_RULE} adds: one or two. */
    public static List<SecurityRule> rules(ActionRequest request) {
        return request.isForBothEtherTypes()
                ? SecurityRule.ETHER_TYPES.stream()
                        .map(type -> rule(request.with(ETHER_TYPE, type)).canonical())
                        .toList()
                : List.of(rule(request));
    }

    private static SecurityRule rule(ActionRequest request) {
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
