package org.stackdeck.ui.grants;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Terms;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/**
 * Unsaved grant: one role with the same times on servers of one or more clouds. It results in one grant for each
 * grantee and cloud.
 *
 * @param owned servers that the grantees own
 */
@ViewModel
public record GrantDraft(
        List<Party> parties,
        List<Selection> selections,
        Role role,
        @Nullable Instant until,
        @Nullable WeeklyHours hours,
        Set<ServerKey> owned) {

    public List<Terms> terms() {
        return selections.stream()
                .map(selection -> new Terms(
                        selection.cloud(), selection.projects(), selection.servers(), role, null, until, hours))
                .toList();
    }

    /** The servers that the grant would give access to. */
    List<Server> opened(Collection<Server> servers) {
        List<Terms> terms = terms();
        return servers.stream()
                .filter(server -> terms.stream().anyMatch(each -> each.select(ServerFacts.of(server), owned)))
                .toList();
    }
}
