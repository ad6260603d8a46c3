package org.stackdeck.ui.commands;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stores the keys of the commands that the user ran in the browser session, most recent first. */
@Component
@VaadinSessionScope
class RecentCommands {

    /** Prefix of the keys of commands for servers. */
    static final String SERVER = "server:";

    static final int MAX_COMMANDS = 8;

    private final List<String> keys = new ArrayList<>();

    List<String> keys() {
        return List.copyOf(keys);
    }

    /** @param key ignored if empty */
    void add(String key) {
        if (key.isEmpty()) {
            return;
        }
        keys.remove(key);
        keys.addFirst(key);
        if (keys.size() > MAX_COMMANDS) {
            keys.removeLast();
        }
    }
}
