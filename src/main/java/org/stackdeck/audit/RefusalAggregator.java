package org.stackdeck.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how many refusals of the same kind become entries of their own: the first ones of each minute do, all others are
 * counted. The count is exact; of objects, reasons and sources some are kept.
 */
@Component
class RefusalAggregator {

    /** From the first refusal of a kind until its count is due. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** How many of a kind become entries of their own within a window. */
    static final int INDIVIDUAL = 5;

    /** Above this number, refusals of further actors are counted together. */
    static final int MAX_KINDS = 1_000;

    private final Map<Kind, RefusalCount> counts = new HashMap<>();

    /**
     * Refusals that are counted together.
     *
     * @param actor id of the user; the address where no user is known; empty when there are too many kinds
     */
    private record Kind(
            String actor,
            String channel,
            String action,
            @Nullable String objectType,
            AuditEntry.Result result) {

        static Kind of(AuditEntry entry) {
            String actor = entry.actorId() == null ? entry.source() : entry.actorId();
            return new Kind(actor, entry.channel(), entry.action(), entry.objectType(), entry.result());
        }

        Kind ofAnyActor() {
            return new Kind("", channel, action, objectType, result);
        }
    }

    /** Whether the refusal is to become an entry of its own. Otherwise it is counted. */
    synchronized boolean admit(AuditEntry entry, Instant at) {
        Kind kind = Kind.of(entry);
        if (counts.size() >= MAX_KINDS && !counts.containsKey(kind)) {
            kind = kind.ofAnyActor();
        }
        RefusalCount count = counts.computeIfAbsent(kind, _ -> new RefusalCount(at));
        return count.individual() < INDIVIDUAL ? count.addIndividual() : count.add(entry, at);
    }

    /** Removes the counts whose windows have ended; of those that counted nothing nothing is returned. */
    synchronized List<RefusalCount> takeEnded(Instant now) {
        return take(now.minus(WINDOW));
    }

    /** Removes all counts. */
    synchronized List<RefusalCount> takeAll() {
        return take(Instant.MAX);
    }

    /** Puts back a count that could not be written. */
    synchronized void putBack(RefusalCount count) {
        counts.merge(Kind.of(count.example()), count, (newer, older) -> newer.add(older));
    }

    private List<RefusalCount> take(Instant begunUntil) {
        List<RefusalCount> ended = new ArrayList<>();
        counts.values().removeIf(count -> {
            boolean over = !count.begun().isAfter(begunUntil);
            if (over && !count.isEmpty()) {
                ended.add(count);
            }
            return over;
        });
        return ended;
    }
}
