package org.stackdeck.access.grant;

import java.util.Objects;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.json.GrantJsonMapper;

/** Formats a grant for the audit trail. */
public final class GrantAuditFormatter {

    private GrantAuditFormatter() {}

    /** @param grantee name of the user or group */
    static String describe(Grant grant, String grantee) {
        String whom = grant.grantee() instanceof Grantee.OfUser ? "user" : "group";
        return whom + "=" + grantee + " " + describe(grant.terms());
    }

    public static String describe(InvitationGrant promised) {
        return describe(promised.terms()) + (promised.duration() == null ? "" : " lasts=" + promised.duration());
    }

    private static String describe(GrantTerms grantTerms) {
        return "%s cloud=%s projects=%s servers=%s from=%s until=%s hours=%s"
                .formatted(
                        role(grantTerms.role()),
                        grantTerms.cloud(),
                        grantTerms.coversAllProjects()
                                ? "*"
                                : grantTerms.projects().stream().sorted().toList(),
                        GrantJsonMapper.write(grantTerms.servers()),
                        Objects.requireNonNullElse(grantTerms.from(), "-"),
                        Objects.requireNonNullElse(grantTerms.until(), "-"),
                        grantTerms.hours() == null ? "-" : GrantJsonMapper.write(grantTerms.hours()));
    }

    private static String role(Role role) {
        return role.isNamed()
                ? "role=" + role.name()
                : "permissions=" + GrantEntity.joinPermissions(role.permissions());
    }
}
