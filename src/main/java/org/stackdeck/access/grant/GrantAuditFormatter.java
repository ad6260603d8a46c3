package org.stackdeck.access.grant;

import java.util.Objects;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.json.GrantTermsJsonMapper;
import org.stackdeck.audit.AuditDetail;

public final class GrantAuditFormatter {

    private GrantAuditFormatter() {}

    /** @param grantee name of the user or group */
    static AuditDetail describe(Grant grant, String grantee) {
        return AuditDetail.of(grant.grantee() instanceof Grantee.OfUser ? "user" : "group", grantee)
                .with(describe(grant.terms()));
    }

    public static AuditDetail describe(InvitationGrant invitationGrant) {
        return describe(invitationGrant.terms()).with("for", invitationGrant.duration());
    }

    private static AuditDetail describe(GrantTerms grantTerms) {
        return describe(grantTerms.role())
                .with("cloud", grantTerms.cloud())
                .with(
                        "projects",
                        grantTerms.coversAllProjects()
                                ? "*"
                                : grantTerms.projects().stream().sorted().toList())
                .with("servers", GrantTermsJsonMapper.write(grantTerms.servers()))
                .with("from", Objects.requireNonNullElse(grantTerms.from(), "-"))
                .with("until", Objects.requireNonNullElse(grantTerms.until(), "-"))
                .with("hours", grantTerms.hours() == null ? "-" : GrantTermsJsonMapper.write(grantTerms.hours()));
    }

    private static AuditDetail describe(Role role) {
        return role.isNamed()
                ? AuditDetail.of("role", role.name())
                : AuditDetail.of("permissions", Permission.codes(role.permissions()));
    }
}
