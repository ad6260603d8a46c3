package org.stackdeck.cloud.action;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;

/** Rules for the creation of a resource from an existing one. */
public final class CreationSourceRules {

    private static final Set<ActionParameter> SOURCES =
            EnumSet.of(ActionParameter.IMAGE, ActionParameter.SNAPSHOT, ActionParameter.VOLUME, ActionParameter.BACKUP);

    /** Reasons why a new resource cannot be created from an existing resource. */
    public enum Problem {
        /**
         * The volume does not have the status {@code available}. By default, Cinder refuses to copy a volume in use to
         * an image.
         */
        NOT_AVAILABLE,
        /**
         * The backup does not have the status {@code available}, for instance because Cinder is restoring another
         * volume from it.
         */
        BACKUP_NOT_AVAILABLE,
        /**
         * A rule of the security group cannot be parsed or refers to an address group. A copy of the rule without the
         * address group would apply to all addresses.
         */
        HAS_ADDRESS_GROUP
    }

    private CreationSourceRules() {}

    /**
     * Returns the reason why no resource of the kind can be created from the source now; empty if one can be created.
     */
    public static Optional<Problem> findProblem(ResourceKind kind, CloudResource source) {
        if (kind == ResourceKind.IMAGE && source.kind() == ResourceKind.VOLUME) {
            return Optional.of(Problem.NOT_AVAILABLE)
                    .filter(_ -> !source.status().equals("available"));
        }
        if (source.kind() == ResourceKind.VOLUME_BACKUP) {
            return Optional.of(Problem.BACKUP_NOT_AVAILABLE)
                    .filter(_ -> !source.status().equals("available"));
        }
        return Optional.of(Problem.HAS_ADDRESS_GROUP)
                .filter(_ -> kind == ResourceKind.SECURITY_GROUP && source.kind() == kind && !isCopyable(source));
    }

    /** Returns whether all rules of the security group can be copied. */
    public static boolean isCopyable(CloudResource group) {
        return group.texts("rules").stream().allMatch(rule -> findCopyable(rule).isPresent());
    }

    /** Returns the parsed rule; empty if the rule cannot be parsed or refers to an address group. */
    public static Optional<SecurityRule> findCopyable(String rule) {
        return SecurityRule.parse(rule).filter(parsed -> !parsed.hasAddressGroup());
    }

    /**
     * Returns the parameter that identifies a source of the kind.
     *
     * @throws IllegalArgumentException if the action has no such source
     */
    public static ActionParameter sourceParameter(ResourceAction action, ResourceKind kind) {
        return action.parameters().stream()
                .filter(parameter ->
                        parameter.resourceKind().filter(kind::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(action + " has no source of kind " + kind));
    }

    /** Returns the parameters that a request cannot contain together with this source of the new resource. */
    public static Set<ActionParameter> excludedBy(ResourceAction creation, ActionParameter source) {
        return switch (creation) {
            // Cinder's request to copy a volume to an image has no fields for the minimum disk and RAM.
            case CREATE_IMAGE ->
                source == ActionParameter.VOLUME ? Set.of(ActionParameter.MIN_DISK, ActionParameter.MIN_RAM) : Set.of();
            case CREATE_VOLUME ->
                SOURCES.contains(source)
                        ? SOURCES.stream().filter(other -> other != source).collect(Collectors.toUnmodifiableSet())
                        : Set.of();
            default -> Set.of();
        };
    }

    /**
     * Returns the optional parameters that identify a source of the new resource. A request can contain at most one of
     * them.
     */
    public static List<ActionParameter> optionalSources(ResourceAction creation) {
        return creation.isCreation()
                ? creation.parameters().stream()
                        .filter(parameter -> SOURCES.contains(parameter)
                                && !creation.required().contains(parameter))
                        .toList()
                : List.of();
    }
}
