package org.stackdeck.cloud.action;

import org.jspecify.annotations.Nullable;
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

    /** Returns why no resource of the kind can be created from the source now; null if it can. */
    public static @Nullable Problem findProblem(ResourceKind kind, CloudResource source) {
        if (kind == ResourceKind.IMAGE
                && source.kind() == ResourceKind.VOLUME
                && !source.status().equals("available")) {
            return Problem.NOT_AVAILABLE;
        }
        return kind == ResourceKind.SECURITY_GROUP && source.kind() == kind && !isCopyable(source)
                ? Problem.HAS_ADDRESS_GROUP
                : null;
    }

    /** Returns whether all rules of the security group can be copied. */
    public static boolean isCopyable(CloudResource group) {
        return group.texts("rules").stream()
                .allMatch(text -> SecurityRule.parse(text)
                        .filter(rule -> !rule.hasAddressGroup())
                        .isPresent());
    }
}
