package org.stackdeck.ui.access.ownership;

import com.vaadin.flow.component.AttachEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.ResourceAccessReportService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.push.UiPush;

/** Provides and changes the owners of servers and other resources, and reports the access that ownership gives. */
@org.springframework.stereotype.Component
class OwnerDialogService {

    private final OwnershipService ownershipService;
    private final OwnerCache owners;
    private final ResourceAccessReportService resourceAccessReportService;
    private final UiPush uiPush;

    OwnerDialogService(
            OwnershipService ownershipService,
            OwnerCache owners,
            ResourceAccessReportService resourceAccessReportService,
            UiPush uiPush) {
        this.ownershipService = ownershipService;
        this.owners = owners;
        this.resourceAccessReportService = resourceAccessReportService;
        this.uiPush = uiPush;
    }

    Optional<Owner> ownerOf(ActionTarget target) {
        return owners.current().ownerOf(target);
    }

    /** Passes the owners to the handler now and after each change until the component is detached. */
    void follow(AttachEvent attached, Consumer<OwnerMap> handler) {
        UiPush.closeOnDetach(
                attached.getSource(), owners.subscribe(uiPush.latest(attached.getUI(), attached.getSource(), handler)));
    }

    Subscription subscribe(Runnable changed) {
        return owners.subscribe(_ -> changed.run());
    }

    /** Returns the access that the user has, or would have, as the owner of the resource. */
    List<AccessPath.ByGrant> ownerGrants(Caller caller, ResourceAttributes resource, UserId user) {
        return resourceAccessReportService.findOwnerGrants(caller, resource, user);
    }

    /**
     * Changes the owner of the resource.
     *
     * @param owner null for no owner
     * @throws UnknownUserException if the user does not exist
     */
    void assign(Caller caller, ResourceAttributes resource, @Nullable UserId owner) {
        ownershipService.assign(caller, resource, owner);
    }
}
