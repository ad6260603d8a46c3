package org.stackdeck.access;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.stackdeck.identity.FakeInvitations;

/** Beans of this module that database tests of other modules need. */
@TestConfiguration
@Import({
    StoredGrants.class,
    GrantBook.class,
    GrantNews.class,
    StoredRoles.class,
    OpenPromises.class,
    FakeInvitations.class,
    StoredOwnership.class,
    SubjectLoader.class,
    Subjects.class,
    GrantedAccess.class
})
public class GrantsTestConfiguration {}
