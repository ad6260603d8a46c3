package org.stackdeck.ui.component;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up what an open page shows after each change, on a thread that lives only meanwhile, never twice at once: what it
 * looks up must not hold up whoever made the change. What is told while it looks is told once.
 */
public final class Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final String what;
    private final Runnable receiver;
    private final AtomicInteger untold = new AtomicInteger();
    private volatile boolean behind;

    /** @param what names it in the log and its threads */
    public Reader(String what, Runnable receiver) {
        this.what = what;
        this.receiver = receiver;
    }

    public void tell() {
        if (untold.getAndIncrement() == 0) {
            Thread.ofVirtual().name(what).start(this::run);
        }
    }

    /** Whether the last look failed, so that it is worth another. */
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
            LOG.warn("{}: a page could not be told", what, e);
        }
    }
}
