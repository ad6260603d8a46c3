package org.stackdeck.ui.commands;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;

/** Stores the keys of the commands that the signed-in user ran, most recent first, in all browsers. */
@Component
class RecentCommands {

    /** Prefix of the keys of commands for servers. */
    static final String SERVER = "server:";

    /** Maximum number of stored commands. */
    static final int MAX_COMMANDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RecentCommands.class);
    private static final int MAX_KEY_LENGTH = UserPreferenceService.MAX_LENGTH / MAX_COMMANDS - 1;
    private static final String SEPARATOR = "\n";

    private final UserPreferenceService preferences;
    private final CurrentUser currentUser;

    RecentCommands(UserPreferenceService preferences, CurrentUser currentUser) {
        this.preferences = preferences;
        this.currentUser = currentUser;
    }

    /** Returns the stored keys. The user may no longer have access to their objects. */
    List<String> load() {
        return preferences
                .find(currentUser.caller(), UserPreferenceName.RECENT_COMMANDS)
                .map(keys -> List.of(keys.split(SEPARATOR)))
                .orElse(List.of());
    }

    /**
     * Adds a key. Logs a failure, because the command must run even if its key cannot be stored.
     *
     * @param key ignored if empty or too long
     */
    void add(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || key.contains(SEPARATOR)) {
            return;
        }
        try {
            List<String> stored = load();
            if (!stored.isEmpty() && stored.getFirst().equals(key)) {
                return;
            }
            List<String> keys = new ArrayList<>(stored);
            keys.remove(key);
            keys.addFirst(key);
            preferences.save(
                    currentUser.caller(),
                    UserPreferenceName.RECENT_COMMANDS,
                    String.join(SEPARATOR, keys.subList(0, Math.min(keys.size(), MAX_COMMANDS))));
        } catch (TooManyChangesException | DataAccessException e) {
            LOG.debug("Could not store a recent command", e);
        }
    }
}
