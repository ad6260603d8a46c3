package org.stackdeck.identity.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.node.NodeEventPublisher;

/** Sends the attempts on this node to the other nodes, so that the limits of attempts apply to all nodes together. */
@Component
class AttemptReplicator implements SmartInitializingSingleton {

    /** Maximum number of counts in one event, because an event has at most 4,000 characters. */
    private static final int MAX_COUNTS_PER_EVENT = 30;

    /** Maximum number of events that one call publishes. */
    private static final int MAX_EVENTS = 50;

    private final AttemptThrottle attemptThrottle;
    private final NodeEventPublisher publisher;
    private final Map<AttemptBuckets.BucketId, Long> pending = new ConcurrentHashMap<>();
    private final CoalescingTask sending = new CoalescingTask("attempt-replication", this::send);

    AttemptReplicator(AttemptThrottle attemptThrottle, NodeEventPublisher publisher) {
        this.attemptThrottle = attemptThrottle;
        this.publisher = publisher;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (publisher.isEnabled()) {
            attemptThrottle.buckets().setCounter((bucket, taken) -> {
                count(bucket, taken);
                sending.trigger();
            });
        }
    }

    @EventListener
    void on(AttemptsCounted event) {
        event.counts()
                .forEach(count -> attemptThrottle.buckets().get(count.bucket()).deduct(count.taken()));
    }

    private void count(AttemptBuckets.BucketId bucket, long taken) {
        pending.merge(bucket, taken, Long::sum);
    }

    /** Sends the pending counts. After a failure, the counts remain pending until this node counts another attempt. */
    private void send() {
        while (!pending.isEmpty()) {
            List<AttemptsCounted.Count> counts = takePending();
            try {
                publisher.publishToOtherNodes(batches(counts));
            } catch (RuntimeException e) {
                counts.forEach(count -> count(count.bucket(), count.taken()));
                throw e;
            }
        }
    }

    private List<AttemptsCounted.Count> takePending() {
        List<AttemptsCounted.Count> counts = new ArrayList<>();
        for (AttemptBuckets.BucketId bucket : List.copyOf(pending.keySet())) {
            Long taken = counts.size() < MAX_COUNTS_PER_EVENT * MAX_EVENTS ? pending.remove(bucket) : null;
            if (taken != null && taken != 0) {
                counts.add(new AttemptsCounted.Count(bucket, taken));
            }
        }
        return counts;
    }

    private static List<AttemptsCounted> batches(List<AttemptsCounted.Count> counts) {
        List<AttemptsCounted> batches = new ArrayList<>();
        for (int from = 0; from < counts.size(); from += MAX_COUNTS_PER_EVENT) {
            batches.add(new AttemptsCounted(
                    List.copyOf(counts.subList(from, Math.min(from + MAX_COUNTS_PER_EVENT, counts.size())))));
        }
        return batches;
    }
}
