package org.stackdeck.audit.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;

/**
 * Limits how many refusals become separate entries: the first refusals of each kind within a minute. Up to a limit for
 * each user, refusals with an object, reason or source that is new within the minute also become separate entries. All
 * others are counted exactly.
 */
@Component
public class RefusalAggregator {

    /** Time from the first refusal of a kind until the summary of the kind is due. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * Maximum number of kinds. Above it, refusals of additional actors are counted together. The limit applies
     * separately to signed-in users and to other clients, so that requests without a session never merge the counts of
     * users.
     */
    static final int MAX_KINDS = 1_000;

    private static final String NOT_SIGNED_IN = "";

    private final Map<RefusalGroupKey, RefusalCounter> signedIn = new HashMap<>();
    private final Map<RefusalGroupKey, RefusalCounter> anonymous = new HashMap<>();
    private final Map<String, RefusalBudget> budgets = new HashMap<>();

    /** Returns whether the refusal becomes a separate entry. Otherwise it is counted. */
    public synchronized boolean admit(AuditEntry entry, Instant at) {
        RefusalGroupKey key = RefusalGroupKey.of(entry);
        Map<RefusalGroupKey, RefusalCounter> counts = counts(key);
        if (counts.size() >= MAX_KINDS && !counts.containsKey(key)) {
            key = key.ofAnyActor();
        }
        RefusalCounter counter = counts.computeIfAbsent(key, k -> new RefusalCounter(k, at));
        RefusalBudget budget = budget(entry.actorId() == null ? NOT_SIGNED_IN : entry.actorId(), at);
        if (counter.admit(entry, budget)) {
            return true;
        }
        counter.add(entry, at, budget);
        return false;
    }

    /** Removes the counts whose windows have ended, and returns those that are not empty. */
    synchronized List<RefusalCounter> takeEnded(Instant now) {
        return take(now.minus(WINDOW));
    }

    /** Removes all counts, and returns those that are not empty. */
    public synchronized List<RefusalCounter> takeAll() {
        return take(Instant.MAX);
    }

    /** Restores a count that could not be written. */
    synchronized void putBack(RefusalCounter counter) {
        counts(counter.key()).merge(counter.key(), counter, RefusalCounter::add);
    }

    private RefusalBudget budget(String actor, Instant at) {
        RefusalBudget current = budgets.get(actor);
        if (current == null || !current.startedAt().isAfter(at.minus(WINDOW))) {
            current = new RefusalBudget(at);
            budgets.put(actor, current);
        }
        return current;
    }

    private Map<RefusalGroupKey, RefusalCounter> counts(RefusalGroupKey key) {
        return key.signedIn() ? signedIn : anonymous;
    }

    private List<RefusalCounter> take(Instant startedUntil) {
        List<RefusalCounter> ended = new ArrayList<>();
        for (Map<RefusalGroupKey, RefusalCounter> counts : List.of(signedIn, anonymous)) {
            counts.values().removeIf(counter -> {
                boolean over = !counter.startedAt().isAfter(startedUntil);
                if (over && !counter.isEmpty()) {
                    ended.add(counter);
                }
                return over;
            });
        }
        budgets.values().removeIf(budget -> !budget.startedAt().isAfter(startedUntil));
        return ended;
    }
}
