package org.stackdeck.access;

import java.util.Arrays;
import java.util.Set;
import org.stackdeck.cloud.ServerAction;

/** A right on a server, with those it implies. */
public enum Permission {
    SERVER_READ("server:read", Set.of()),
    SERVER_START("server:start", Set.of(SERVER_READ)),
    SERVER_STOP("server:stop", Set.of(SERVER_READ)),
    SERVER_REBOOT("server:reboot", Set.of(SERVER_READ)),
    SERVER_DELETE("server:delete", Set.of(SERVER_READ)),
    /** See the compute host a server runs on. */
    SERVER_READ_HOST("server:read-host", Set.of(SERVER_READ));

    private final String word;
    private final Set<Permission> implied;

    Permission(String word, Set<Permission> implied) {
        this.word = word;
        this.implied = implied;
    }

    public String word() {
        return word;
    }

    public boolean implies(Permission other) {
        return this == other || implied.contains(other);
    }

    /** The permission an action needs. */
    public static Permission of(ServerAction action) {
        return Arrays.stream(values())
                .filter(p -> p.word.equals(action.permission()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no permission named " + action.permission()));
    }
}
