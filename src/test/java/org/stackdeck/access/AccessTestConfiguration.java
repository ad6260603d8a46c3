package org.stackdeck.access;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.stackdeck.access.decision.DefaultAccessDecisionService;
import org.stackdeck.access.decision.SubjectCache;
import org.stackdeck.access.decision.SubjectLoader;
import org.stackdeck.access.grant.AccessChangedPublisher;
import org.stackdeck.access.grant.DefaultGrantService;
import org.stackdeck.access.invitation.InvitationRoleUsageCheck;
import org.stackdeck.access.ownership.JdbcOwnershipService;
import org.stackdeck.access.role.JpaRoleService;
import org.stackdeck.identity.invitation.FakeInvitationAdministrationService;

/** Beans of the access module that database tests of other modules need. */
@TestConfiguration
@Import({
    DefaultGrantService.class,
    AccessChangedPublisher.class,
    JpaRoleService.class,
    InvitationRoleUsageCheck.class,
    FakeInvitationAdministrationService.class,
    JdbcOwnershipService.class,
    SubjectLoader.class,
    SubjectCache.class,
    DefaultAccessDecisionService.class
})
public class AccessTestConfiguration {}
