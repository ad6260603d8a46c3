package org.stackdeck.ui.servers;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.platform.Subscription;

/** Read-only access to operations of all users, for pages that show them. */
@Component
class AskedNews {

    private static final int RECENT = 200;

    private final Operations operations;

    AskedNews(Operations operations) {
        this.operations = operations;
    }

    /** Returns the operations that the caller may see, oldest first. */
    List<Operation> recent(Caller reader) {
        return operations.recent(reader, RECENT).reversed();
    }

    /** Returns whether the subject may see the operation now. */
    boolean mayKnow(Subject subject, Operation operation) {
        return operations.mayKnow(subject, operation);
    }

    /** Publishes all later updates on a separate thread. */
    Subscription follow(Consumer<Operation> receiver) {
        return operations.subscribe(receiver);
    }
}
