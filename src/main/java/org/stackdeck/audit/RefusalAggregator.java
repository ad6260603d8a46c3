package org.stackdeck.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Limits how many refusals become separate entries: the first ones of each kind and minute, and those with an object,
 * reason or source that is new within this minute. All others are counted. The count is exact.
 */
@Component
class RefusalAggregator {

    /** From the first refusal of a kind until its summary is due. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * Above this number of kinds, refusals of further actors are counted together. Signed-in users and all others have
     * separate numbers, so that requests without a session never merge those of users.
     */
    static final int MAX_KINDS = 1_000;

    private static final String NOT_SIGNED_IN = "";

    private final Map<RefusalKind, RefusalCount> signedIn = new HashMap<>();
    private final Map<RefusalKind, RefusalCount> anonymous = new HashMap<>();
    private final Map<String, RefusalBudget> budgets = new HashMap<>();

    /** Whether the refusal becomes a separate entry. Otherwise it is counted. */
    synchronized boolean admit(AuditEntry entry, Instant at) {
        RefusalKind kind = RefusalKind.of(entry);
        Map<RefusalKind, RefusalCount> counts = counts(kind);
        if (counts.size() >= MAX_KINDS && !counts.containsKey(kind)) {
            kind = kind.ofAnyActor();
        }
        RefusalCount count = counts.computeIfAbsent(kind, k -> new RefusalCount(k, at));
        RefusalBudget budget = budget(entry.actorId() == null ? NOT_SIGNED_IN : entry.actorId(), at);
        if (count.admit(entry, budget)) {
            return true;
        }
        count.add(entry, at, budget);
        return false;
    }

    /** Removes and returns the counts whose windows have ended, without empty ones. */
    synchronized List<RefusalCount> takeEnded(Instant now) {
        return take(now.minus(WINDOW));
    }

    /** Removes and returns all counts. */
    synchronized List<RefusalCount> takeAll() {
        return take(Instant.MAX);
    }

    /** Restores a count that could not be written. */
    synchronized void putBack(RefusalCount count) {
        counts(count.kind()).merge(count.kind(), count, RefusalCount::add);
    }

    private RefusalBudget budget(String actor, Instant at) {
        RefusalBudget current = budgets.get(actor);
        if (current == null || !current.begun().isAfter(at.minus(WINDOW))) {
            current = new RefusalBudget(at);
            budgets.put(actor, current);
        }
        return current;
    }

    private Map<RefusalKind, RefusalCount> counts(RefusalKind kind) {
        return kind.signedIn() ? signedIn : anonymous;
    }

    private List<RefusalCount> take(Instant begunUntil) {
        List<RefusalCount> ended = new ArrayList<>();
        for (Map<RefusalKind, RefusalCount> counts : List.of(signedIn, anonymous)) {
            counts.values().removeIf(count -> {
                boolean over = !count.begun().isAfter(begunUntil);
                if (over && !count.isEmpty()) {
                    ended.add(count);
                }
                return over;
            });
        }
        budgets.values().removeIf(budget -> !budget.begun().isAfter(begunUntil));
        return ended;
    }
}
