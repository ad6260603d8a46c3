package org.stackdeck.ui.access.groups;

import java.util.List;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.Group;
import org.stackdeck.ui.ViewLogic;

/**
 * A group with its members.
 *
 * @param grants number of grants to the group
 */
@ViewLogic
record GroupRow(Group group, List<User> members, int grants) {

    String name() {
        return group.name().value();
    }
}
