package org.stackdeck.access;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UserId;

/** Loads a user's grants and owned servers from the database. */
@Component
class SubjectLoader {

    private final Directory directory;
    private final Grants grants;
    private final Ownership ownership;

    SubjectLoader(Directory directory, Grants grants, Ownership ownership) {
        this.directory = directory;
        this.grants = grants;
        this.ownership = ownership;
    }

    @Transactional(readOnly = true)
    public Subject load(UserId user) {
        return directory
                .find(user)
                .map(found -> new Subject(
                        user, found.active(), found.administrator(), grants.reaching(user), ownership.of(user)))
                .orElseGet(() -> new Subject(user, false, false, List.of()));
    }
}
