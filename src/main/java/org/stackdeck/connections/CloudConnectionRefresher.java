package org.stackdeck.connections;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.node.CachesInvalidated;

/** Connects the stored connections at startup, and after changes on this and other instances. */
@Component
class CloudConnectionRefresher implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(CloudConnectionRefresher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final CloudConnectionRepository repository;
    private final CloudConnector connector;
    private final PeriodicTask task = new PeriodicTask("cloud-connections", INTERVAL, this::refresh);

    CloudConnectionRefresher(CloudConnectionRepository repository, CloudConnector connector) {
        this.repository = repository;
        this.connector = connector;
    }

    /**
     * Connects before the inventory and the operations start, so that both include all clouds. If the connections
     * cannot be read, Stackdeck starts without them, and the task tries again.
     */
    @Override
    public void afterSingletonsInstantiated() {
        refreshOrRetryLater();
        task.start();
    }

    /** Connects the stored connections. After a failure, the next run of the task tries again. */
    void refreshOrRetryLater() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.error(
                    "Could not load the cloud connections ({}). Stackdeck tries again in ten seconds",
                    e.getClass().getName());
        }
    }

    @TransactionalEventListener(
            classes = {CloudConnectionsChanged.class, CachesInvalidated.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onChange() {
        task.trigger();
    }

    @PreDestroy
    void close() {
        task.stop();
    }

    /** Connects the stored connections. The lock prevents a slow load from restoring an older state. */
    synchronized void refresh() {
        connector.connect(repository.findAll().stream()
                .map(CloudConnectionRepository.Row::toPersistedSettings)
                .toList());
    }
}
