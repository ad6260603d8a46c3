package org.stackdeck.ui.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListenerAdapter;

/**
 * Sends one push at a time. Waits until Atmosphere has reported that it passed the previous push to the WebSocket,
 * which writes pushes one after another. Until then, changes wait in the {@link UiPushQueue}, which merges them. A
 * client that does not read therefore occupies the memory of only two pushes.
 */
public final class SequentialPushConnection extends AtmospherePushConnection {

    /**
     * Time after which the connection of a client that does not read is closed. This time is sufficient to send the
     * first rows of a large grid over a slow mobile connection.
     */
    public static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Time after which the next push is sent without Atmosphere's report, so that a lost report does not stop updates.
     */
    private static final Duration MAX_WRITE_TIME = WRITE_TIMEOUT.multipliedBy(2);

    private volatile Consumer<Boolean> readyListener = _ -> {};
    private boolean writing;
    private boolean deferred;
    private boolean checkScheduled;
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

    /**
     * Sets the listener that is called on any thread when the next push can be sent: with true when a push was written,
     * with false after a connection.
     */
    void setReadyListener(Consumer<Boolean> listener) {
        readyListener = listener;
    }

    /**
     * Returns whether a push would be sent now. Returns false without a connection, because pushed changes would then
     * only occupy memory.
     */
    synchronized boolean isReady() {
        return isConnected() && !writing;
    }

    private synchronized boolean isWriting() {
        return writing;
    }

    @Override
    protected void sendMessage(String message) {
        synchronized (this) {
            writing = true;
            writingSince = System.nanoTime();
            scheduleCheck(MAX_WRITE_TIME);
        }
        super.sendMessage(message);
    }

    @Override
    public void connect(AtmosphereResource resource) {
        resource.addEventListener(new AtmosphereResourceEventListenerAdapter() {
            // Compare references: a browser that connects again keeps its tracking ID, and resources with the same ID
            // are equal.
            @SuppressWarnings("ReferenceEquality")
            @Override
            public void onBroadcast(AtmosphereResourceEvent event) {
                // The previous connection may report the end of its last push late.
                if (event.getResource() == getResource()) {
                    onWritten();
                }
            }
        });
        synchronized (this) {
            // Reports of the previous connection are ignored from now on, so its last push must not delay the next
            // push.
            writing = false;
        }
        super.connect(resource);
        sendWaiting(false);
    }

    /** Schedules a check unless one is scheduled, regardless of the number of pushes. */
    private synchronized void scheduleCheck(Duration delay) {
        if (!checkScheduled) {
            checkScheduled = true;
            // The timer must not keep a closed page in memory.
            WeakReference<SequentialPushConnection> self = new WeakReference<>(this);
            UiPush.schedule(delay, () -> {
                SequentialPushConnection connection = self.get();
                if (connection != null) {
                    connection.check();
                }
            });
        }
    }

    private void check() {
        synchronized (this) {
            checkScheduled = false;
            if (!writing) {
                return;
            }
            Duration left = MAX_WRITE_TIME.minusNanos(System.nanoTime() - writingSince);
            if (left.isPositive()) {
                scheduleCheck(left);
                return;
            }
        }
        onWritten();
    }

    private void onWritten() {
        synchronized (this) {
            writing = false;
        }
        sendWaiting(true);
    }

    private void sendWaiting(boolean written) {
        boolean push;
        synchronized (this) {
            push = deferred;
            deferred = false;
        }
        readyListener.accept(written);
        if (push) {
            try {
                // Flow pushes the changes of the page at the end of each access.
                Future<Void> _ = getUI().access(() -> {});
            } catch (UIDetachedException closed) {
                // The page was closed.
            }
        }
    }

    /** Creates the push connection of each page. Flow finds this class with Java's service loader. */
    public static final class Factory implements PushConnectionFactory {

        @Override
        public PushConnection apply(UI ui) {
            return new SequentialPushConnection(ui);
        }
    }
}
