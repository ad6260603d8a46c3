package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when on a scope is to be asked for changes, by Nova's clock, and now and then from further back, for what comes to
 * light late. Changed on one thread, read on any.
 */
final class Watermark {

    /** {@code changes-since} has a grain of a second, and a row may become visible a little after its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** By so much the clocks of Nova's hosts, each of which writes its own time, may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(90);

    /** Looking back so far costs little where little changes, and is left to the full lists where much does. */
    private static final Duration BETWEEN_LOOKS_BACK = Duration.ofSeconds(10);

    /** More servers than this in an answer: much changes. */
    private static final int MUCH = 20;

    /** More servers than this when looking back: not again before all of them are behind. */
    private static final int TOO_MUCH = 200;

    private volatile @Nullable Instant reached;
    private volatile Instant answered = Instant.MIN;
    private volatile Instant lookBackFrom = Instant.MIN;
    private volatile boolean littleChanges = true;
    private volatile boolean lively;

    /** @param kept from before a restart; null when all servers must be listed first */
    Watermark(@Nullable Instant kept) {
        this.reached = kept;
    }

    /**
     * A question for changes.
     *
     * @param known up to when all is known, by Nova's clock
     * @param began when it is asked, by a clock of ours that only goes on evenly
     * @param looksBack whether for what came to light late, too
     */
    record Asking(Instant known, Instant began, boolean looksBack) {

        Instant since() {
            return known.minus(looksBack ? SKEW : OVERLAP);
        }
    }

    /** Up to when all is known; empty before the first list. */
    Optional<Instant> reached() {
        return Optional.ofNullable(reached);
    }

    /** Whether the last question found changes, so that more of them are likely. */
    boolean lively() {
        return lively;
    }

    /**
     * All servers were listed.
     *
     * @param newest what the list says of Nova's clock
     * @param took how long it was under way
     */
    void listed(Instant newest, Instant began, Duration took) {
        // What changed while the list ran may be older than the newest change in it: go back by as long as it took.
        reached = newest.minus(took);
        answered = began;
        lookBackFrom = began.plus(BETWEEN_LOOKS_BACK);
    }

    /** What to ask now. */
    Asking asking(Instant known, Instant began) {
        return new Asking(known, began, littleChanges && !began.isBefore(lookBackFrom));
    }

    /**
     * @param changed how many servers are in the answer
     * @param newest what the answer says of Nova's clock
     * @param took how long it was under way
     */
    void answered(Asking asking, int changed, Instant newest, Duration took) {
        Instant began = asking.began();
        Instant known = asking.known();
        Instant aged = aged(known, began);
        Instant told = changed == 0 ? known : newest.minus(took);
        reached = aged.isAfter(told) ? aged : told;
        answered = began;
        if (asking.looksBack()) {
            lookBackFrom = began.plus(changed > TOO_MUCH ? SKEW : BETWEEN_LOOKS_BACK);
        } else {
            littleChanges = changed <= MUCH;
            // What changed is in the answers of the next seconds too: long enough for the change after it.
            lively = changed > 0;
        }
    }

    /**
     * Nova's clock has gone on as evenly as ours since the answer before: what changed until then is in this one. Without
     * that, the last of many changes at once would be asked for again and again.
     */
    private Instant aged(Instant known, Instant began) {
        return answered.equals(Instant.MIN) ? known : known.plus(Duration.between(answered, began));
    }
}
