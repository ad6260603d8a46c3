package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.User;

/**
 * An active user who may do something with a server.
 *
 * @param now whether they may now; else a grant gives it later
 * @param ways all by which they may, one at least; those that hold now come first
 */
public record Holder(User user, boolean now, List<Way> ways) {

    public Holder {
        ways = List.copyOf(ways);
    }
}
