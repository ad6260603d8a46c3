package org.stackdeck.ui.component;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads data for an open page after each change, on a thread of its own and never concurrently, so that the source of
 * the change is not delayed. Notifications that arrive during a load are coalesced.
 */
public final class Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final String what;
    private final Runnable receiver;
    private final AtomicInteger untold = new AtomicInteger();
    private volatile boolean behind;

    /** @param what name for the log and the threads */
    public Reader(String what, Runnable receiver) {
        this.what = what;
        this.receiver = receiver;
    }

    public void tell() {
        if (untold.getAndIncrement() == 0) {
            Thread.ofVirtual().name(what).start(this::run);
        }
    }

    /** Whether the last load failed, so that it should be repeated. */
    public boolean behind() {
        return behind;
    }

    private void run() {
        int telling;
        do {
            telling = untold.get();
            receive();
        } while (untold.addAndGet(-telling) > 0);
    }

    private void receive() {
        try {
            receiver.run();
            behind = false;
        } catch (RuntimeException | Error e) {
            behind = true;
            LOG.warn("{}: could not update a page", what, e);
        }
    }
}
