package org.stackdeck.identity.secret;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logs a warning after startup if the current key cannot decrypt some of the stored secrets. */
@Component
class LostSecretsKeyWarning {

    private static final Logger LOG = LoggerFactory.getLogger(LostSecretsKeyWarning.class);

    private final List<EncryptedColumn> columns;
    private final JdbcClient database;
    private final SecretBox box;

    LostSecretsKeyWarning(List<EncryptedColumn> columns, JdbcClient database, SecretBox box) {
        this.columns = columns;
        this.database = database;
        this.box = box;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("secrets-key-check").start(this::run);
    }

    void run() {
        try {
            String lost = columns.stream()
                    .collect(Collectors.groupingBy(
                            EncryptedColumn::description,
                            TreeMap::new,
                            Collectors.summingLong(column -> column.countUnreadable(database, box))))
                    .entrySet()
                    .stream()
                    .filter(unreadable -> unreadable.getValue() > 0)
                    .map(unreadable -> unreadable.getKey() + ": " + unreadable.getValue())
                    .collect(Collectors.joining(", "));
            if (!lost.isEmpty()) {
                LOG.warn(
                        "The secrets key is missing or was replaced, so these stored secrets cannot be decrypted: {}."
                                + " Restore the former keys/secret-box.key in the data directory, or the former"
                                + " STACKDECK_SECRETS_KEY, and restart. If the former key is gone, see \"Lost keys\" in"
                                + " docs/production.md",
                        lost);
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not check whether the stored secrets can be decrypted", e);
        }
    }
}
