package org.stackdeck.ui.accessrequests;

import java.util.List;
import java.util.Optional;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

@ViewLogic
public record OwnPendingAccessRequests(List<AccessRequest> requests) {

    public static final OwnPendingAccessRequests NONE = new OwnPendingAccessRequests(List.of());

    public OwnPendingAccessRequests {
        requests = requests.stream().filter(AccessRequest::isOpen).toList();
    }

    public Optional<AccessRequest> find(Permission permission, Server server) {
        return find(permission, server.key(), server.project().id());
    }

    /** @param project the project of the server or resource */
    public Optional<AccessRequest> find(Permission permission, ActionTarget resource, ProjectId project) {
        return requests.stream()
                .filter(request -> request.requests(permission, resource, project))
                .findFirst();
    }

    /** Returns the newest pending request in free form. */
    public Optional<AccessRequest> freeForm() {
        return requests.stream()
                .filter(request -> request.requested().target() == null)
                .findFirst();
    }
}
