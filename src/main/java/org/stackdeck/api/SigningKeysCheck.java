package org.stackdeck.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Directory;

/** Warns after the start if the signing keys were lost. At the very first start there are no users and no warning. */
@Component
class SigningKeysCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeysCheck.class);

    private final SigningKeys keys;
    private final Directory directory;

    SigningKeysCheck(SigningKeys keys, Directory directory) {
        this.keys = keys;
        this.directory = directory;
    }

    @EventListener(ApplicationReadyEvent.class)
    void run() {
        if (keys.created() && !directory.all().isEmpty()) {
            LOG.warn(
                    "The keys that signed API tokens are missing, and a new one was created. All tokens issued before are"
                            + " invalid, and their users sign in again. To keep the tokens put back keys/jwt-*.json of the data"
                            + " directory and restart");
        }
    }
}
