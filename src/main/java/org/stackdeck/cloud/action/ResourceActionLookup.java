package org.stackdeck.cloud.action;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.ResourceKind;

/** Finds the actions on a kind of resource. */
public final class ResourceActionLookup {

    private ResourceActionLookup() {}

    /** Returns the actions on existing resources of the kind. */
    public static Stream<ResourceAction> of(ResourceKind kind) {
        return Arrays.stream(ResourceAction.values()).filter(action -> action.kind() == kind && !action.isCreation());
    }

    /** Returns the action that creates a resource of the kind; empty if Stackdeck cannot create one. */
    public static Optional<ResourceAction> creationOf(ResourceKind kind) {
        return Arrays.stream(ResourceAction.values())
                .filter(action -> action.kind() == kind && action.isCreation())
                .findFirst();
    }

    /** Returns the action that deletes a resource of the kind; empty if Stackdeck cannot delete one. */
    public static Optional<ResourceAction> deletionOf(ResourceKind kind) {
        return of(kind).filter(ResourceAction::isDeletion).findFirst();
    }

    /**
     * Returns the actions that can be performed on several resources at once: those without parameters, and deletion.
     */
    public static Stream<ResourceAction> bulkActionsOf(ResourceKind kind) {
        return of(kind).filter(
                        action -> action.isDeletion() || action.parameters().isEmpty());
    }

    /** Returns the action on existing resources of the kind that has the code. */
    public static Optional<ResourceAction> fromCode(ResourceKind kind, String code) {
        return of(kind).filter(action -> action.code().equals(code)).findFirst();
    }
}
