package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Tracks concurrent requests, to check that another request does not wait for them. */
final class PendingRequests {

    private final Set<Integer> pending = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();

    int sentCount() {
        return sent.get();
    }

    /** @param request called with the number of the request; returns after the response has arrived */
    void send(IntConsumer request) {
        int number = sent.incrementAndGet();
        pending.add(number);
        try {
            request.accept(number);
        } finally {
            pending.remove(number);
        }
    }

    /** Sends a request that must be answered before at least one of the requests that were sent earlier. */
    <T> T overtakeWith(Supplier<T> request) {
        Set<Integer> earlier = Set.copyOf(pending);
        assertThat(earlier).as("requests that were sent earlier").isNotEmpty();
        T answer = request.get();
        assertThat(pending).as("earlier requests without an answer").containsAnyElementsOf(earlier);
        return answer;
    }
}
