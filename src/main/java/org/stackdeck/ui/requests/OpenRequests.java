package org.stackdeck.ui.requests;

import java.util.List;
import java.util.Optional;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Server;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.ui.ViewModel;

/** Pending access requests of the user. */
@ViewModel
public record OpenRequests(List<AccessRequest> requests) {

    public static final OpenRequests NONE = new OpenRequests(List.of());

    public OpenRequests {
        requests = requests.stream().filter(AccessRequest::open).toList();
    }

    public Optional<AccessRequest> of(Permission permission, Server server) {
        return requests.stream()
                .filter(request ->
                        request.asks(permission, server.key(), server.project().id()))
                .findFirst();
    }

    /** The newest request in free form. */
    public Optional<AccessRequest> inWords() {
        return requests.stream()
                .filter(request -> request.wish().target() == null)
                .findFirst();
    }
}
