package org.stackdeck.cloud.action;

import java.util.Optional;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;

/** Checks whether a resource can be created from an existing one. */
public final class CreationSourceRules {

    /** Why no resource can be created from another one. */
    public enum Problem {
        /** By default, Cinder refuses to copy a volume in use to an image. */
        NOT_AVAILABLE,
        /** A copy without the addresses of the group would be open to everyone. */
        HAS_ADDRESS_GROUP
    }

    private CreationSourceRules() {}

    /** Returns why no resource of the kind can be created from the source now; empty if it can. */
    public static Optional<Problem> findProblem(ResourceKind kind, CloudResource source) {
        if (kind == ResourceKind.IMAGE && source.kind() == ResourceKind.VOLUME) {
            return Optional.of(Problem.NOT_AVAILABLE)
                    .filter(_ -> !source.status().equals("available"));
        }
        return Optional.of(Problem.HAS_ADDRESS_GROUP)
                .filter(_ -> kind == ResourceKind.SECURITY_GROUP && source.kind() == kind && !isCopyable(source));
    }

    /** Returns whether all rules of the security group can be copied. */
    public static boolean isCopyable(CloudResource group) {
        return group.texts("rules").stream().allMatch(rule -> findCopyable(rule).isPresent());
    }

    /** Returns the rule, if it can be added to another group. */
    public static Optional<SecurityRule> findCopyable(String rule) {
        return SecurityRule.parse(rule).filter(parsed -> !parsed.hasAddressGroup());
    }
}
