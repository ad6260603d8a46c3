package org.stackdeck.ui.access.grants;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.ui.access.NamedGrantee;

/**
 * Loads the rows of the grants page: the grants with the names of their grantees. The bean is lazy, because only
 * administrators use it.
 */
@Component
@Lazy
class GrantRowLoader {

    private final GrantService grantService;
    private final UserDirectory userDirectory;
    private final GroupService groupService;

    GrantRowLoader(GrantService grantService, UserDirectory userDirectory, GroupService groupService) {
        this.grantService = grantService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
    }

    /**
     * Returns the grants of all users and groups, ordered by the grantee's name.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<GrantRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<Grantee, NamedGrantee> namedGrantees = NamedGrantee.allIncludingRejected(userDirectory, groupService);
        return grantService.list().stream()
                .map(grant -> new GrantRow(
                        grant,
                        namedGrantees.getOrDefault(
                                grant.grantee(),
                                new NamedGrantee(
                                        grant.grantee(), grant.grantee().uuid().toString()))))
                .sorted(Comparator.comparing(row -> row.grantee().name()))
                .toList();
    }
}
