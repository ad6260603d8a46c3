package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.polling.loop.PollLoop;

/**
 * Queues servers of one scope after change hints about them. A few servers are requested one by one. Hints about many
 * servers, simultaneous or in quick succession, lead to one poll for changes. Such polls are at most as frequent as
 * regular polls, so that a burst of hints costs the cloud no more than polling. A hint is kept until a later request
 * for the server is sent, or a later poll returns the server.
 */
final class ChangeHintQueue {

    private static final int MAX_SINGLE_REQUESTS = 8;
    private static final Duration NEVER = Duration.ofHours(1);

    private final ScopePoller poller;
    private final ServerRefreshRateLimiter limiter;
    private final Clock clock;
    private final Executor requestExecutor;
    private final Runnable onPollRequested;
    private final PollLoop pollLoop;
    /**
     * The servers with the tick of their last hint, at most one more than {@link #MAX_SINGLE_REQUESTS}. If the map
     * contains more than {@link #MAX_SINGLE_REQUESTS}, one poll covers all hints. The poll does not find changes of
     * tags and addresses; the next full list finds them.
     */
    private final Map<ServerId, Long> waiting = new LinkedHashMap<>();

    private final Set<ServerId> inFlight = new HashSet<>();
    private Instant nextBatchAt = Instant.MIN;

    /**
     * @param limiter the rate limiter of the cloud
     * @param reads runs the requests for single servers
     * @param onEarlierPoll called when the scope's next poll may be due earlier
     */
    ChangeHintQueue(
            ScopePoller poller, ServerRefreshRateLimiter limiter, Clock clock, Executor reads, Runnable onEarlierPoll) {
        this.poller = poller;
        this.limiter = limiter;
        this.clock = clock;
        this.requestExecutor = reads;
        this.onPollRequested = onEarlierPoll;
        this.pollLoop = new PollLoop("change-hints-" + poller.label(), this::dueIn, this::process);
    }

    void start() {
        pollLoop.start();
    }

    void stop() {
        pollLoop.stop();
    }

    /** Wakes the queue, so that it evaluates the due time again. */
    void wake() {
        pollLoop.wake();
    }

    void add(ServerId server) {
        if (poller.schedule().isIdle()) {
            poller.schedule().pollSoon();
            onPollRequested.run();
            return;
        }
        synchronized (this) {
            if (waiting.size() <= MAX_SINGLE_REQUESTS) {
                waiting.put(server, poller.store().nextTick());
            }
        }
        pollLoop.wake();
    }

    synchronized Duration dueIn() {
        if (waiting.size() <= MAX_SINGLE_REQUESTS
                && (inFlight.size() >= MAX_SINGLE_REQUESTS || inFlight.containsAll(waiting.keySet()))) {
            return NEVER;
        }
        Instant now = clock.instant();
        Instant notBefore = poller.schedule().notBefore();
        return Duration.between(now, nextBatchAt.isAfter(notBefore) ? nextBatchAt : notBefore);
    }

    void process() {
        for (ServerId server : nextServers()) {
            requestExecutor.execute(() -> refreshServer(server));
        }
    }

    private synchronized List<ServerId> nextServers() {
        if (waiting.size() > MAX_SINGLE_REQUESTS) {
            waiting.clear();
            deferToPoll();
            return List.of();
        }
        waiting.entrySet()
                .removeIf(hinted -> poller.store()
                        .isUpdatedSince(new ServerKey(poller.key().cloud(), hinted.getKey()), hinted.getValue()));
        List<ServerId> free = new ArrayList<>(waiting.keySet());
        free.removeAll(inFlight);
        int maxRequests = Math.min(free.size(), MAX_SINGLE_REQUESTS - inFlight.size());
        int permits = limiter.tryAcquire(maxRequests);
        if (permits < maxRequests) {
            // The poll finds most changes. Only a request for the server or a full list finds changes of tags and
            // addresses.
            deferToPoll();
        }
        List<ServerId> chosen = free.subList(0, permits);
        chosen.forEach(waiting::remove);
        inFlight.addAll(chosen);
        return List.copyOf(chosen);
    }

    /**
     * Requests the server. If that fails, requests a poll, which covers the server and reports the problem to viewers.
     */
    private void refreshServer(ServerId server) {
        try {
            poller.refreshHinted(server);
        } catch (RuntimeException e) {
            requestPoll();
        } finally {
            synchronized (this) {
                inFlight.remove(server);
            }
            pollLoop.wake();
        }
    }

    private void deferToPoll() {
        requestPoll();
        nextBatchAt = clock.instant().plus(poller.schedule().regularInterval());
    }

    private void requestPoll() {
        poller.schedule().pollNow();
        onPollRequested.run();
    }
}
