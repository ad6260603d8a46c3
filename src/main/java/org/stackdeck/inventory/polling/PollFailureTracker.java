package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.inventory.Freshness;

/** Tracks consecutive failures of one periodic request; logs the first failure and the recovery. */
final class PollFailureTracker {

    private static final Logger log = LoggerFactory.getLogger(PollFailureTracker.class);

    private final String what;
    private final PollIntervalCalculator pollIntervalCalculator;
    private int consecutiveFailures;
    private @Nullable Instant since;

    PollFailureTracker(String what, PollIntervalCalculator pollIntervalCalculator) {
        this.what = what;
        this.pollIntervalCalculator = pollIntervalCalculator;
    }

    /** Records a failure. Returns the problem to display, with the time of the next attempt. */
    Freshness.Problem recordFailure(Throwable failure, Instant now) {
        consecutiveFailures++;
        Instant first = since == null ? now : since;
        since = first;
        CloudException cloudException = failure instanceof CloudException known
                ? known
                : new CloudException(Category.UNINTELLIGIBLE, "The response is invalid");
        if (consecutiveFailures == 1) {
            // Only unexpected failures are logged with a stack trace.
            log.warn(
                    "The {} failed and will be retried: {}",
                    what,
                    cloudException.getMessage(),
                    failure instanceof CloudException ? null : failure);
        }
        Duration wait = pollIntervalCalculator.backOff(consecutiveFailures, cloudException.retryAfter());
        String message = cloudException.getMessage() == null ? "" : cloudException.getMessage();
        return new Freshness.Problem(cloudException.category(), message, first, now.plus(wait));
    }

    void recordSuccess() {
        if (consecutiveFailures > 0) {
            log.info("The {} succeeded after {} failures", what, consecutiveFailures);
        }
        consecutiveFailures = 0;
        since = null;
    }
}
