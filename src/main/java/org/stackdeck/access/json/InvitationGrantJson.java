package org.stackdeck.access.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/**
 * {@link InvitationGrant} as JSON, for the database.
 *
 * @param projects project IDs; empty for all projects
 * @param permissions codes separated by spaces; null if there is a role
 * @param lasts ISO 8601 duration, such as {@code PT36H}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationGrantJson(
        String cloud,
        List<String> projects,
        ResourceSelectorJson servers,
        @Nullable String role,
        @Nullable String permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable String lasts,
        @Nullable WeeklyHoursJson hours) {

    static InvitationGrantJson of(InvitationGrant invitationGrant) {
        GrantTerms grantTerms = invitationGrant.terms();
        boolean named = grantTerms.role().isNamed();
        return new InvitationGrantJson(
                grantTerms.cloud().value(),
                grantTerms.projects().stream().map(ProjectId::value).sorted().toList(),
                ResourceSelectorJson.of(grantTerms.servers()),
                named ? grantTerms.role().name() : null,
                named ? null : Permission.join(grantTerms.role().permissions()),
                text(grantTerms.from()),
                text(grantTerms.until()),
                text(invitationGrant.duration()),
                grantTerms.hours() == null ? null : WeeklyHoursJson.of(grantTerms.hours()));
    }

    /** @param roles looks up the current role by name */
    InvitationGrant toInvitationGrant(Function<String, Role> roles) {
        return new InvitationGrant(
                new GrantTerms(
                        new CloudName(cloud),
                        projects.stream().map(ProjectId::new).collect(Collectors.toSet()),
                        servers.toSelector(),
                        role == null
                                ? Role.unnamed(Permission.parse(permissions == null ? "" : permissions))
                                : roles.apply(role),
                        from == null ? null : Instant.parse(from),
                        until == null ? null : Instant.parse(until),
                        hours == null ? null : hours.toWeeklyHours()),
                lasts == null ? null : Duration.parse(lasts));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
