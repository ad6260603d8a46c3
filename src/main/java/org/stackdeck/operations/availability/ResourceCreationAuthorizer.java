package org.stackdeck.operations.availability;

import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.ActionAvailability;

/** Decides whether a user may create a resource. A grant must apply to the project and the name of the resource. */
@Component
public class ResourceCreationAuthorizer {

    private static final String PLACEHOLDER_ID = "new resource";

    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;

    ResourceCreationAuthorizer(AccessDecisionService accessDecisionService, Clouds clouds) {
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
    }

    /**
     * Checks whether the user may create the resource. An image that is not private also requires the permission to
     * share it. Also returns {@code Invisible} if Stackdeck's credential cannot
     * create resources in the project.
     */
    public ActionAvailability check(Subject subject, NewResourceTarget place, ActionRequest request) {
        EffectivePermissions permissions = accessDecisionService.permissions(subject);
        ResourceAttributes attributes =
                attributes(place, request.value(ActionParameter.NAME).orElse(""));
        Decision decision = permissions.decideForNew(Permission.requiredFor(request.action()), attributes);
        boolean shares = request.value(ActionParameter.VISIBILITY)
                .filter(visibility -> !visibility.equals("private"))
                .isPresent();
        if (decision.isAllowed() && shares) {
            decision = permissions.decideForNew(Permission.IMAGE_SHARE, attributes);
        }
        ActionAvailability granted = ActionAvailability.of(decision);
        return granted.isAvailable() && !clouds.canCreateIn(place.cloud(), place.project())
                ? new ActionAvailability.Invisible()
                : granted;
    }

    /** Returns the attributes of a new resource. Grants by ID, tag or metadata do not apply to it. */
    public static ResourceAttributes attributes(NewResourceTarget place, String name) {
        return new ResourceAttributes.OfResource(
                new ResourceKey(place.cloud(), place.kind(), PLACEHOLDER_ID), place.project(), name);
    }
}
