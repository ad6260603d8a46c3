package org.stackdeck.api.auth;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserDirectory;

/** Warns after startup if the signing keys were lost: a key was generated although users already exist. */
@Component
class LostSigningKeysWarning {

    private static final Logger LOG = LoggerFactory.getLogger(LostSigningKeysWarning.class);

    private final SigningKeys keys;
    private final UserDirectory userDirectory;

    LostSigningKeysWarning(SigningKeys keys, UserDirectory userDirectory) {
        this.keys = keys;
        this.userDirectory = userDirectory;
    }

    @EventListener(ApplicationReadyEvent.class)
    void run() {
        if (keys.created() && !userDirectory.all().isEmpty()) {
            LOG.warn("The signing keys of API tokens are missing, and Stackdeck created a new one. All earlier tokens"
                    + " are invalid, and their users must sign in again. To restore the tokens, restore"
                    + " keys/jwt-*.json in the data directory and restart");
        }
    }
}
