package org.stackdeck.ui.access.ownership;

import com.vaadin.flow.component.AttachEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.ServerOwner;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnerMap;
import org.stackdeck.access.ownership.ServerOwnershipService;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.ServerAccessReportService;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.push.UiPush;

/** Owners of servers: their changes, the access that ownership gives, and assignment to another user. */
@org.springframework.stereotype.Component
class OwnerChanges {

    private final ServerOwnershipService serverOwnershipService;
    private final ServerOwnerCache owners;
    private final ServerAccessReportService serverAccessReportService;
    private final UiPush uiPush;

    OwnerChanges(
            ServerOwnershipService serverOwnershipService,
            ServerOwnerCache owners,
            ServerAccessReportService serverAccessReportService,
            UiPush uiPush) {
        this.serverOwnershipService = serverOwnershipService;
        this.owners = owners;
        this.serverAccessReportService = serverAccessReportService;
        this.uiPush = uiPush;
    }

    Optional<ServerOwner> ownerOf(ServerKey server) {
        return owners.current().ownerOf(server);
    }

    /** Delivers changed owners to the component until it is detached. */
    void follow(AttachEvent attached, Consumer<ServerOwnerMap> handler) {
        UiPush.closeOnDetach(
                attached.getSource(), owners.subscribe(uiPush.latest(attached.getUI(), attached.getSource(), handler)));
    }

    /** Returns the access that the user has, or would have, as the owner of the server. */
    List<AccessPath.ByGrant> ownerGrants(Caller caller, ServerAttributes server, UserId user) {
        return serverAccessReportService.findOwnerGrants(caller, server, user);
    }

    /**
     * @param owner null for no owner
     * @throws UnknownUserException if the user does not exist or is rejected
     */
    void assign(Caller caller, ServerAttributes server, @Nullable UserId owner) {
        serverOwnershipService.assign(caller, server, owner);
    }
}
