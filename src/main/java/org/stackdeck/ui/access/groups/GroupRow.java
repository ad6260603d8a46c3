package org.stackdeck.ui.access.groups;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.Group;
import org.stackdeck.notices.webhook.GroupWebhook;
import org.stackdeck.ui.ViewLogic;

/**
 * A group with its members.
 *
 * @param grants number of grants to the group
 * @param webhook null for a group without a webhook
 */
@ViewLogic
record GroupRow(
        Group group,
        List<User> members,
        int grants,
        @Nullable GroupWebhook webhook) {

    String name() {
        return group.name().value();
    }
}
