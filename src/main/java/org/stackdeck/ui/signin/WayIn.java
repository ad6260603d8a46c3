package org.stackdeck.ui.signin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.RegistrationPolicyChanged;

/**
 * How people get an account, for the pages that say so. It decides nothing, and nobody waits for it: it says what is known
 * and asks the database beside that, so that a page comes at once also while the database is away.
 */
@Component
class WayIn implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WayIn.class);

    /** What the pages' templates know it by. */
    static final String ATTRIBUTE = "registration";

    /** How long a change made by another console on the same database may stay unseen, by the first to look after it. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final RegistrationPolicy policy;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile RegistrationPolicy.Mode known = RegistrationPolicy.Mode.APPROVAL;
    private volatile long askedAt = System.nanoTime();

    WayIn(RegistrationPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ask();
    }

    RegistrationPolicy.Mode now() {
        if (System.nanoTime() - askedAt > GOOD_FOR.toNanos() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("ways to an account").start(() -> {
                try {
                    ask();
                } finally {
                    asking.set(false);
                }
            });
        }
        return known;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistrationPolicyChanged changed) {
        known = changed.mode();
    }

    private void ask() {
        try {
            known = policy.mode();
        } catch (RuntimeException e) {
            LOG.debug("the ways to an account are those known last", e);
        }
        askedAt = System.nanoTime();
    }
}
