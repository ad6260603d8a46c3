package org.stackdeck.ui.operations;

import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.ViewModel;

/** Which operations a viewer may know of: their own, and those on servers they may see at this moment. */
@ViewModel
record Sight(Operations operations, UserId viewer) {

    boolean covers(Operation operation) {
        return operations.mayKnow(viewer, operation);
    }
}
