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
 * Caches the registration mode for the pages that depend on it. It controls only what is shown. Reads return the cached
 * value and refresh it in the background, so that pages do not wait for the database.
 */
@Component
class WayIn implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WayIn.class);

    /** Model attribute of the templates. */
    static final String ATTRIBUTE = "registration";

    /**
     * Maximum age of the cached value. Changes of other Stackdeck instances on the same database are visible after it.
     */
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
            Thread.ofVirtual().name("registration-mode").start(() -> {
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
            LOG.debug("Could not load the registration mode", e);
        }
        askedAt = System.nanoTime();
    }
}
