package org.stackdeck.inventory.polling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.inventory.polling.loop.PollLoop;

/** A scope with its poller. The poller is not started while another node polls the cloud. */
record PolledScope(ScopePoller watcher, PollLoop loop, ChangeHintQueue hinted, ServerRefresher awaited) {

    /**
     * Creates a scope without starting it.
     *
     * @param watermark time from which to request changes if the servers are known, otherwise null
     * @param limiter the limiter of hints of the cloud
     */
    static PolledScope create(
            ComputeClient compute,
            PollingContext context,
            @Nullable Instant watermark,
            ServerRefreshRateLimiter limiter) {
        ScopePoller poller = new ScopePoller(compute, context, watermark);
        PollLoop loop = new PollLoop("poll-" + poller.label(), poller.schedule()::dueIn, poller::poll);
        return new PolledScope(
                poller,
                loop,
                new ChangeHintQueue(poller, limiter, context.monotonicClock(), Thread::startVirtualThread, loop::wake),
                new ServerRefresher(poller, context.store(), context.monotonicClock()));
    }

    void start() {
        loop.start();
        hinted.start();
    }

    void wake() {
        watcher.publishPace();
        loop.wake();
        hinted.wake();
    }

    void stop() {
        loop.stop();
        hinted.stop();
    }
}
