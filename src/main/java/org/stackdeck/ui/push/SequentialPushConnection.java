package org.stackdeck.ui.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.time.Duration;
import java.util.concurrent.Future;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListenerAdapter;

/**
 * Sends a push after the previous one was written, so that a client that does not read occupies the memory of two pushes
 * instead of an unlimited number. Until then, changes wait in the {@link UiPushQueue}, which merges them.
 */
public final class SequentialPushConnection extends AtmospherePushConnection {

    /** Until the connection of a client that does not read is closed. */
    public static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    /** After this time a push is sent in any case, so that a page continues if a notification was lost. */
    private static final Duration MAX_WRITE_TIME = WRITE_TIMEOUT.multipliedBy(2);

    private volatile Runnable writtenListener = () -> {};
    private boolean writing;
    private boolean deferred;
    /** Value of {@link System#nanoTime}. */
    private long writingSince;

    private SequentialPushConnection(UI ui) {
        super(ui);
    }

    @Override
    public void push(boolean async) {
        if (async && deferIfWriting()) {
            return;
        }
        super.push(async);
    }

    private synchronized boolean deferIfWriting() {
        deferred = isWriting();
        return deferred;
    }

    /** The listener is called on a thread of the connection. */
    void setWrittenListener(Runnable listener) {
        writtenListener = listener;
    }

    synchronized boolean isWriting() {
        return writing && System.nanoTime() - writingSince < MAX_WRITE_TIME.toNanos();
    }

    @Override
    protected void sendMessage(String message) {
        synchronized (this) {
            writing = true;
            writingSince = System.nanoTime();
        }
        super.sendMessage(message);
    }

    @Override
    public void connect(AtmosphereResource resource) {
        resource.addEventListener(new AtmosphereResourceEventListenerAdapter() {
            @Override
            public void onBroadcast(AtmosphereResourceEvent event) {
                onWritten();
            }
        });
        // The previous connection will not report the end of its last push.
        onWritten();
        super.connect(resource);
    }

    private void onWritten() {
        boolean push;
        synchronized (this) {
            writing = false;
            push = deferred;
            deferred = false;
        }
        writtenListener.run();
        if (push) {
            try {
                // Flow pushes the changes of the page at the end of each access.
                Future<Void> _ = getUI().access(() -> {});
            } catch (UIDetachedException closed) {
                // The page was closed.
            }
        }
    }

    /** Called by Flow, which finds the class by Java's service loader. */
    public static final class Factory implements PushConnectionFactory {

        @Override
        public PushConnection apply(UI ui) {
            return new SequentialPushConnection(ui);
        }
    }
}
