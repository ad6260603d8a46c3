package org.stackdeck.ui.admin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.audit.AuditWritten;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.platform.Subscription;

/** Tells open pages that users, grants or the trail changed. What is told while a page is still painting is told once. */
@Component
class AdminNews {

    private final List<Reader> users = new CopyOnWriteArrayList<>();
    private final List<Reader> trail = new CopyOnWriteArrayList<>();

    Subscription ofUsers(Runnable receiver) {
        return add(users, receiver);
    }

    Subscription ofTrail(Runnable receiver) {
        return add(trail, receiver);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AuditWritten written) {
        trail.forEach(Reader::tell);
    }

    private static Subscription add(List<Reader> readers, Runnable receiver) {
        Reader reader = new Reader(receiver);
        readers.add(reader);
        return () -> readers.remove(reader);
    }

    /** On a thread of its own: painting a page must not hold up whoever made the change. */
    private record Reader(Runnable receiver, AtomicBoolean told) {

        Reader(Runnable receiver) {
            this(receiver, new AtomicBoolean());
        }

        void tell() {
            if (told.compareAndSet(false, true)) {
                Thread.ofVirtual().name("admin-news").start(() -> {
                    told.set(false);
                    receiver.run();
                });
            }
        }
    }
}
