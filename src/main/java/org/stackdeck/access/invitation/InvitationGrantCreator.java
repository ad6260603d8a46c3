package org.stackdeck.access.invitation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantAuditFormatter;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.invitation.InvitationUsed;

/** Creates the grants of an invitation when a user accepts the invitation. */
@Component
class InvitationGrantCreator {

    private final InvitationGrantRepository invitationGrantRepository;
    private final GrantRepository grantRows;
    private final GrantService grantService;
    private final RoleService roleService;
    private final AuditTrail trail;
    private final Clock clock;

    InvitationGrantCreator(
            InvitationGrantRepository invitationGrantRepository,
            GrantRepository grantRows,
            GrantService grantService,
            RoleService roleService,
            AuditTrail trail,
            Clock clock) {
        this.invitationGrantRepository = invitationGrantRepository;
        this.grantRows = grantRows;
        this.grantService = grantService;
        this.roleService = roleService;
        this.trail = trail;
        this.clock = clock;
    }

    @EventListener
    void on(InvitationUsed used) {
        List<InvitationGrantEntity> stored = invitationGrantRepository.findByInvitationIdOrderByPosition(
                used.invitation().value());
        if (stored.isEmpty()) {
            return;
        }
        // Prevents the deletion of a role between the check and the creation of the grant.
        grantRows.lock();
        Instant now = clock.instant();
        for (InvitationGrantEntity invitationGrantEntity : stored) {
            InvitationGrant invitationGrant = invitationGrantEntity.toInvitationGrant(roleService::currentRole);
            GrantTerms grantTerms = invitationGrant.termsFrom(now);
            Optional<String> skipReason = findSkipReason(grantTerms, now);
            if (skipReason.isEmpty()) {
                grantService.create(used.inviter(), Grantee.of(used.user()), grantTerms);
            } else {
                trail.record(skippedEntry(
                        used, GrantAuditFormatter.describe(invitationGrant).with("reason", skipReason.get())));
            }
        }
    }

    private Optional<String> findSkipReason(GrantTerms grantTerms, Instant now) {
        if (grantTerms.role().isNamed()
                && roleService.find(grantTerms.role().name()).isEmpty()) {
            return Optional.of("role-deleted");
        }
        return grantTerms.hasEndedAt(now) ? Optional.of("grant-ended") : Optional.empty();
    }

    private static AuditEntry skippedEntry(InvitationUsed used, AuditDetail detail) {
        return used.inviter()
                .auditEntry(
                        "invitation.leave-out",
                        "invitation",
                        used.invitation().toString(),
                        used.invitee(),
                        AuditEntry.Result.FAILED,
                        detail);
    }
}
