package org.stackdeck.access;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** What other modules' tests on a database need of this one. */
@TestConfiguration
@Import({
    StoredGrants.class,
    GrantBook.class,
    GrantNews.class,
    StoredRoles.class,
    StoredOwnership.class,
    SubjectLoader.class,
    Subjects.class,
    GrantedAccess.class
})
public class GrantsTestConfiguration {}
