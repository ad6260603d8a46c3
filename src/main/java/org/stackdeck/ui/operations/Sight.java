package org.stackdeck.ui.operations;

import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewModel;

/** Which operations a viewer may know of: their own, and those on servers they may see at this moment. */
@ViewModel
record Sight(Access access, UserId viewer) {

    boolean covers(Operation operation) {
        return operation.by().equals(viewer)
                || access.maySee(access.subject(viewer), new ServerFacts(operation.server(), operation.project()));
    }
}
