package org.stackdeck.access;

import java.util.Objects;

/** Formats a grant for the audit trail. */
final class GrantWords {

    private GrantWords() {}

    /** @param grantee name of the user or group */
    static String of(Grant grant, String grantee) {
        String whom = grant.grantee() instanceof Grantee.OfUser ? "user" : "group";
        return whom + "=" + grantee + " " + of(grant.terms());
    }

    static String of(PromisedGrant promised) {
        return of(promised.terms()) + (promised.lasts() == null ? "" : " lasts=" + promised.lasts());
    }

    private static String of(Terms terms) {
        return "%s cloud=%s projects=%s servers=%s from=%s until=%s hours=%s"
                .formatted(
                        role(terms.role()),
                        terms.cloud(),
                        terms.allProjects()
                                ? "*"
                                : terms.projects().stream().sorted().toList(),
                        TermsJson.write(terms.servers()),
                        Objects.requireNonNullElse(terms.from(), "-"),
                        Objects.requireNonNullElse(terms.until(), "-"),
                        terms.hours() == null ? "-" : TermsJson.write(terms.hours()));
    }

    private static String role(Role role) {
        return role.named() ? "role=" + role.word() : "permissions=" + StoredGrant.words(role.permissions());
    }
}
