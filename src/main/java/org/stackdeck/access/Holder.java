package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.User;

/**
 * Active user with access to a server.
 *
 * @param now whether the user has access now; otherwise a grant gives it later
 * @param ways grants or roles that give the access, at least one; active ones first
 */
public record Holder(User user, boolean now, List<Way> ways) {

    public Holder {
        ways = List.copyOf(ways);
    }
}
