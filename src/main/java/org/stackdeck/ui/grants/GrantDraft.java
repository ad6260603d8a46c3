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
 * What a person is about to give: the same role at the same times on servers of one cloud or of several, which makes a
 * grant for each cloud and each of those to whom it goes.
 *
 * @param owned the servers that belong to those to whom it goes
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

    /** Those of the servers that it would open. */
    List<Server> opened(Collection<Server> servers) {
        List<Terms> terms = terms();
        return servers.stream()
                .filter(server -> terms.stream().anyMatch(each -> each.select(ServerFacts.of(server), owned)))
                .toList();
    }
}
