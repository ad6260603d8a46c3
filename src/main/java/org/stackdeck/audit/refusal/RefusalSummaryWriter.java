package org.stackdeck.audit.refusal;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.platform.PeriodicTask;

/** Writes a summary of counted refusals when their window has ended, and at shutdown. */
@Component
class RefusalSummaryWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalSummaryWriter.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final RefusalAggregator refusals;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final PeriodicTask writing = new PeriodicTask("refusal-summaries", PERIOD, this::writeEnded);

    RefusalSummaryWriter(
            RefusalAggregator refusals, AuditTrail trail, Clock clock, PlatformTransactionManager transactions) {
        this.refusals = refusals;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        writing.start();
    }

    void writeEnded() {
        write(refusals.takeEnded(clock.instant()));
    }

    /** Writes all counts at shutdown. No refusals can follow, because the web server has stopped. */
    @PreDestroy
    void writeAll() {
        writing.stop();
        write(refusals.takeAll());
    }

    private void write(List<RefusalCounter> counts) {
        for (RefusalCounter counter : counts) {
            try {
                transaction.executeWithoutResult(_ -> counter.summary().forEach(trail::record));
            } catch (RuntimeException e) {
                // The database may be unavailable. The counts are written with the next ones.
                LOG.debug("Could not write a summary of refusals", e);
                refusals.putBack(counter);
            }
        }
    }
}
