package org.stackdeck.ui.servers.live;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.platform.Subscription;

/** Read-only access to operations of all users, for pages that show them. */
@Component
public class ServerOperationUpdates {

    private static final int RECENT = 200;

    private final OperationService operationService;

    ServerOperationUpdates(OperationService operationService) {
        this.operationService = operationService;
    }

    /** Returns the recent operations that the caller may see, oldest first. */
    public List<Operation> recent(Caller reader) {
        return operationService.listRecent(reader, RECENT).reversed();
    }

    /** Returns whether the subject may see the operation now. */
    public boolean isVisibleTo(Subject subject, Operation operation) {
        return operationService.canSee(subject, operation);
    }

    /** Registers a receiver, which is called with all later updates on a separate thread. */
    public Subscription subscribe(Consumer<Operation> receiver) {
        return operationService.subscribe(receiver);
    }
}
