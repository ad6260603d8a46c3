package org.stackdeck.ui.servers;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.platform.Subscription;

/** What is asked of servers, by anyone, for pages that show it; nothing can be asked of it. */
@Component
class AskedNews {

    private static final int RECENT = 200;

    private final Operations operations;

    AskedNews(Operations operations) {
        this.operations = operations;
    }

    /** Those that the reader may know of, oldest first. */
    List<Operation> recent(Caller reader) {
        return operations.recent(reader, RECENT).reversed();
    }

    /** Whether the subject may know of the operation now. */
    boolean mayKnow(Subject subject, Operation operation) {
        return operations.mayKnow(subject, operation);
    }

    /** Tells of all that follow, on a thread of their own. */
    Subscription follow(Consumer<Operation> receiver) {
        return operations.subscribe(receiver);
    }
}
