package org.stackdeck.cloud.action;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.EditableKeys;
import org.stackdeck.cloud.server.ReservedMetadata;

/**
 * An action with its arguments. The constructor removes spaces around a name, because some services remove them and
 * others keep them. All checks therefore apply to the resulting name. {@link #toString} omits secrets.
 */
public record ActionRequest(CloudAction action, Map<ActionParameter, ActionArgument> arguments) {

    public ActionRequest {
        arguments = arguments.isEmpty() ? Map.of() : normalized(arguments);
    }

    private static Map<ActionParameter, ActionArgument> normalized(Map<ActionParameter, ActionArgument> arguments) {
        Map<ActionParameter, ActionArgument> normalized = new EnumMap<>(arguments);
        normalized.computeIfPresent(ActionParameter.NAME, (_, name) -> name.stripped());
        return Collections.unmodifiableMap(normalized);
    }

    public static ActionRequest of(CloudAction action) {
        return new ActionRequest(action, Map.of());
    }

    public static ActionRequest of(CloudAction action, Map<ActionParameter, String> values) {
        return new ActionRequest(
                action,
                values.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, value -> new ActionArgument(value.getValue(), null))));
    }

    public ActionRequest with(ActionParameter parameter, String value) {
        return with(parameter, new ActionArgument(value, null));
    }

    public ActionRequest with(ActionParameter parameter, ActionArgument actionArgument) {
        Map<ActionParameter, ActionArgument> more = new EnumMap<>(ActionParameter.class);
        more.putAll(arguments);
        more.put(parameter, actionArgument);
        return new ActionRequest(action, more);
    }

    /**
     * Returns the action.
     *
     * @throws ClassCastException if the action is not an action on a server
     */
    public ServerAction serverAction() {
        return (ServerAction) action;
    }

    public Optional<String> value(ActionParameter parameter) {
        return Optional.ofNullable(arguments.get(parameter)).map(ActionArgument::value);
    }

    /** Returns whether the deletion of a volume includes its snapshots. */
    public boolean isCascading() {
        return value(ActionParameter.CASCADE).filter("true"::equals).isPresent();
    }

    /** Returns whether the request adds one security group rule for IPv4 and one for IPv6. */
    public boolean isForBothEtherTypes() {
        return value(ActionParameter.ETHER_TYPE).filter("both"::equals).isPresent();
    }

    /**
     * Returns the value of a parameter.
     *
     * @throws InvalidActionParameterException if the parameter has no value
     */
    public String requiredValue(ActionParameter parameter) {
        return value(parameter)
                .orElseThrow(() ->
                        new InvalidActionParameterException(parameter, InvalidActionParameterException.Reason.MISSING));
    }

    /**
     * Returns a copy without resource names, so that the IDs are resolved again. A resource may have been replaced
     * since it was resolved.
     */
    public ActionRequest unresolved() {
        Map<ActionParameter, ActionArgument> copied = new EnumMap<>(ActionParameter.class);
        arguments.forEach((parameter, actionArgument) -> copied.put(
                parameter, parameter.isChoice() ? new ActionArgument(actionArgument.value(), null) : actionArgument));
        return new ActionRequest(action, copied);
    }

    /**
     * Returns whether an argument still has to be resolved or compared with other resources. Arguments that identify a
     * project and address ranges of new subnets always count as unresolved.
     */
    public boolean hasUnresolvedArguments() {
        return NewSubnet.isIn(this)
                || arguments.entrySet().stream()
                        .anyMatch(one -> one.getKey().kind() == ActionParameter.Kind.PROJECT
                                || one.getKey() == ActionParameter.TARGET_PROJECT
                                || (one.getKey().isChoice() && one.getValue().name() == null));
    }

    public ActionRequest withoutSecrets() {
        return filtered((parameter, actionArgument) -> !parameter.isSecret());
    }

    public ActionRequest secrets() {
        return filtered((parameter, actionArgument) -> parameter.isSecret());
    }

    /** Returns a copy with the arguments of the other request, which replace arguments for the same parameters. */
    public ActionRequest mergedWith(ActionRequest other) {
        ActionRequest actionRequest = this;
        for (var actionArgument : other.arguments.entrySet()) {
            actionRequest = actionRequest.with(actionArgument.getKey(), actionArgument.getValue());
        }
        return actionRequest;
    }

    private ActionRequest filtered(BiPredicate<ActionParameter, ActionArgument> condition) {
        Map<ActionParameter, ActionArgument> selected = new EnumMap<>(ActionParameter.class);
        arguments.forEach((parameter, actionArgument) -> {
            if (condition.test(parameter, actionArgument)) {
                selected.put(parameter, actionArgument);
            }
        });
        return new ActionRequest(action, selected);
    }

    /**
     * Validates the arguments.
     *
     * @throws InvalidActionParameterException if a required parameter is missing, or if a parameter is unknown to
     *     the action, is malformed, is excluded by another parameter, or contains a key that is reserved or that the
     *     services use
     */
    public void validate() {
        for (ActionParameter parameter : arguments.keySet()) {
            if (!action.parameters().contains(parameter)) {
                throw new InvalidActionParameterException(parameter, InvalidActionParameterException.Reason.UNKNOWN);
            }
        }
        for (ActionParameter parameter : action.parameters()) {
            String value = value(parameter).orElse(null);
            if (value == null) {
                if (action.required().contains(parameter)) {
                    throw new InvalidActionParameterException(
                            parameter, InvalidActionParameterException.Reason.MISSING);
                }
            } else if (!parameter.accepts(value)) {
                throw new InvalidActionParameterException(
                        parameter,
                        ActionParameter.isDotSegment(value)
                                ? InvalidActionParameterException.Reason.DOT_SEGMENT
                                : InvalidActionParameterException.Reason.MALFORMED);
            } else if (hasSimilarTags(parameter, value)) {
                throw new InvalidActionParameterException(
                        parameter, InvalidActionParameterException.Reason.SIMILAR_TAGS);
            } else if (parameter == ActionParameter.KEY && ReservedMetadata.contains(value)) {
                throw new InvalidActionParameterException(parameter, InvalidActionParameterException.Reason.RESERVED);
            } else if (parameter == ActionParameter.KEY
                    && action instanceof ResourceAction resourceAction
                    && !EditableKeys.contains(resourceAction.kind(), value)) {
                throw new InvalidActionParameterException(
                        parameter, InvalidActionParameterException.Reason.SERVICE_KEY);
            }
        }
        if (action instanceof ResourceAction creation) {
            arguments.keySet().stream()
                    .flatMap(source -> CreationSourceRules.excludedBy(creation, source).stream())
                    .filter(arguments::containsKey)
                    .findFirst()
                    .ifPresent(parameter -> {
                        throw new InvalidActionParameterException(
                                parameter, InvalidActionParameterException.Reason.EXCLUDED);
                    });
        }
        if (isForBothEtherTypes() && arguments.containsKey(ActionParameter.SOURCE)) {
            throw new InvalidActionParameterException(
                    ActionParameter.ETHER_TYPE, InvalidActionParameterException.Reason.EXCLUDED);
        }
        NewSubnet.validate(this);
    }

    /**
     * Returns whether tags for Neutron differ only in case. With MySQL or MariaDB, Neutron retries to store them for
     * minutes, and then refuses them.
     */
    private boolean hasSimilarTags(ActionParameter parameter, String value) {
        List<String> tags = ActionParameter.items(value);
        return parameter == ActionParameter.TAGS
                && ResourceActionRules.replacesTags(action)
                && tags.stream()
                                .map(tag -> tag.toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        < tags.size();
    }

    @Override
    public String toString() {
        return arguments.entrySet().stream()
                .map(one -> one.getKey().code() + "="
                        + (one.getKey().isSecret() ? "…" : one.getValue().value()))
                .collect(Collectors.joining(" ", action.code() + "(", ")"));
    }
}
