package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/** Tracks consecutive failures of one periodic request; logs the first failure and the recovery. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final String what;
    private final Pace pace;
    private int inRow;
    private @Nullable Instant since;

    Failures(String what, Pace pace) {
        this.what = what;
        this.pace = pace;
    }

    /** Records a failure. Returns the problem to display, with the time of the next attempt. */
    Freshness.Problem add(Throwable failure, Instant now) {
        inRow++;
        Instant first = since == null ? now : since;
        since = first;
        CloudException told = failure instanceof CloudException known
                ? known
                : new CloudException(Category.UNINTELLIGIBLE, "The answer could not be understood");
        if (inRow == 1) {
            // Only unexpected failures are logged with a stack trace.
            log.warn("{} failed: {}", what, told.getMessage(), failure instanceof CloudException ? null : failure);
        }
        Duration wait = pace.afterFailures(inRow, told.retryAfter());
        String message = told.getMessage() == null ? "" : told.getMessage();
        return new Freshness.Problem(told.category(), message, first, now.plus(wait));
    }

    void end() {
        if (inRow > 0) {
            log.info("{} succeeded after {} failures", what, inRow);
        }
        inRow = 0;
        since = null;
    }
}
