package org.stackdeck.identity.secret;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs a warning after startup if the current key cannot decrypt some of the stored secrets. */
@Component
class LostSecretsKeyWarning {

    private static final Logger LOG = LoggerFactory.getLogger(LostSecretsKeyWarning.class);

    private final List<EncryptedSecretsCheck> kinds;

    LostSecretsKeyWarning(List<EncryptedSecretsCheck> kinds) {
        this.kinds = kinds;
    }

    private record UnreadableSecrets(String description, long count) {}

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("secrets-key-check").start(this::run);
    }

    void run() {
        try {
            String lost = kinds.stream()
                    .map(kind -> new UnreadableSecrets(kind.description(), kind.countUnreadable()))
                    .filter(unreadableSecrets -> unreadableSecrets.count() > 0)
                    .map(unreadableSecrets -> unreadableSecrets.description() + ": " + unreadableSecrets.count())
                    .sorted()
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
