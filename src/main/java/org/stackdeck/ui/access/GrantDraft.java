package org.stackdeck.ui.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/**
 * Unsaved grant: one role with the same times on servers of one or more clouds. Saving creates one grant for each
 * grantee and cloud.
 *
 * @param owned servers and other resources that the grantees own
 */
@ViewLogic
public record GrantDraft(
        List<NamedGrantee> grantees,
        List<CloudServerSelection> selections,
        Role role,
        @Nullable Instant until,
        @Nullable WeeklyHours hours,
        Set<ActionTarget> owned) {

    public List<GrantTerms> terms() {
        return selections.stream()
                .map(cloudServerSelection -> new GrantTerms(
                        cloudServerSelection.cloud(),
                        cloudServerSelection.projects(),
                        cloudServerSelection.servers(),
                        role,
                        null,
                        until,
                        hours))
                .toList();
    }

    /** Returns the servers that the grant would give access to. */
    public List<Server> matchingServers(Collection<Server> servers) {
        List<GrantTerms> grantTerms = terms();
        return servers.stream()
                .filter(server ->
                        grantTerms.stream().anyMatch(each -> each.selects(ServerAttributes.of(server), owned)))
                .toList();
    }
}
