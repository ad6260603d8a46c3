package org.stackdeck.ui.signin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.registration.RegistrationPolicyChanged;
import org.stackdeck.identity.registration.RegistrationPolicyService;

/**
 * Caches the registration mode for the pages that depend on it. The cached mode controls only the displayed content. A
 * read returns the cached value and refreshes an old value in the background, so that pages do not wait for the
 * database.
 */
@Component
class RegistrationModeCache implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationModeCache.class);

    /** Name of the model attribute with the mode. */
    static final String ATTRIBUTE = "registration";

    /**
     * Age after which a read refreshes the cached value, so that changes by other Stackdeck instances on the same
     * database become visible.
     */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final RegistrationPolicyService policy;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile RegistrationPolicyService.Mode mode = RegistrationPolicyService.Mode.APPROVAL;
    private volatile long refreshedAt = System.nanoTime();

    RegistrationModeCache(RegistrationPolicyService policy) {
        this.policy = policy;
    }

    @Override
    public void afterSingletonsInstantiated() {
        reload();
    }

    RegistrationPolicyService.Mode mode() {
        if (System.nanoTime() - refreshedAt > MAX_AGE.toNanos() && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("registration-mode").start(() -> {
                try {
                    reload();
                } finally {
                    refreshing.set(false);
                }
            });
        }
        return mode;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistrationPolicyChanged changed) {
        mode = changed.mode();
    }

    private void reload() {
        try {
            mode = policy.mode();
        } catch (RuntimeException e) {
            LOG.debug("Could not load the registration mode", e);
        }
        refreshedAt = System.nanoTime();
    }
}
