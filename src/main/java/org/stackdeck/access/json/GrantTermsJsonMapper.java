package org.stackdeck.access.json;

import java.util.function.Function;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.access.invitation.InvitationGrant;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts server selectors, weekly hours and grants of invitations to and from JSON for the database and the audit
 * trail.
 */
public final class GrantTermsJsonMapper {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GrantTermsJsonMapper() {}

    public static String write(ResourceSelector selector) {
        return JSON.writeValueAsString(ResourceSelectorJson.of(selector));
    }

    public static ResourceSelector selector(String json) {
        return JSON.readValue(json, ResourceSelectorJson.class).toSelector();
    }

    public static String write(WeeklyHours hours) {
        return JSON.writeValueAsString(WeeklyHoursJson.of(hours));
    }

    public static WeeklyHours hours(String json) {
        return JSON.readValue(json, WeeklyHoursJson.class).toWeeklyHours();
    }

    public static String write(InvitationGrant invitationGrant) {
        return JSON.writeValueAsString(InvitationGrantJson.of(invitationGrant));
    }

    /** @param roles looks up the current role by name */
    public static InvitationGrant invitationGrant(String json, Function<String, Role> roles) {
        return JSON.readValue(json, InvitationGrantJson.class).toInvitationGrant(roles);
    }
}
