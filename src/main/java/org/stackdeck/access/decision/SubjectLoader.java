package org.stackdeck.access.decision;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.Subject;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Loads subjects from the database: the state, role, grants and owned resources of users. */
@Component
public class SubjectLoader {

    private final UserDirectory userDirectory;
    private final GrantService grantService;
    private final OwnershipService ownershipService;

    public SubjectLoader(UserDirectory userDirectory, GrantService grantService, OwnershipService ownershipService) {
        this.userDirectory = userDirectory;
        this.grantService = grantService;
        this.ownershipService = ownershipService;
    }

    @Transactional(readOnly = true)
    public Subject load(UserId user) {
        return userDirectory
                .find(user)
                .map(found -> new Subject(
                        user,
                        found.isActive(),
                        found.isAdministrator(),
                        grantService.listByUser(user),
                        ownershipService.findOwnedBy(user)))
                .orElseGet(() -> new Subject(user, false, false, List.of()));
    }
}
