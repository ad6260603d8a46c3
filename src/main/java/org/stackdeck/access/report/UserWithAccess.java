package org.stackdeck.access.report;

import java.util.List;
import org.stackdeck.identity.User;

/**
 * Active user with access to a server or another resource, now or later.
 *
 * @param activeNow whether the user has access now; otherwise a grant gives it later
 * @param paths grants, or the administrator role, that give the access; at least one, active ones first
 */
public record UserWithAccess(User user, boolean activeNow, List<AccessPath> paths) {

    public UserWithAccess {
        paths = List.copyOf(paths);
    }
}
