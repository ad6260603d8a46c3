package org.stackdeck.api.invitations;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.api.grants.GrantResponseMapper;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationId;

/** Converts invitations to responses, with the current names of users and projects. */
@Component
class InvitationResponseMapper {

    private final GrantResponseMapper grants;
    private final UserDirectory userDirectory;
    private final Clock clock;

    InvitationResponseMapper(GrantResponseMapper grants, UserDirectory userDirectory, Clock clock) {
        this.grants = grants;
        this.userDirectory = userDirectory;
        this.clock = clock;
    }

    /** Converts the invitations. Loads all users with one query. */
    List<InvitationResponse> toResponses(
            List<Invitation> invitations, Map<InvitationId, List<InvitationGrant>> invitationGrants) {
        Map<UserId, String> names = userDirectory.names();
        return invitations.stream()
                .map(invitation ->
                        toResponse(invitation, invitationGrants.getOrDefault(invitation.id(), List.of()), names))
                .toList();
    }

    private InvitationResponse toResponse(
            Invitation invitation, List<InvitationGrant> invitationGrants, Map<UserId, String> names) {
        return new InvitationResponse(
                invitation.id().toString(),
                invitation.invitee(),
                userName(invitation.inviter(), names),
                invitation.state(clock.instant()).name().toLowerCase(Locale.ROOT),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.uses(),
                invitation.acceptances().stream()
                        .map(invitationUse -> new InvitationResponse.InvitationUseResponse(
                                userName(invitationUse.user(), names), invitationUse.at()))
                        .toList(),
                invitation.groups().values().stream().sorted().toList(),
                invitationGrants.stream()
                        .map(grant -> new InvitationResponse.PromisedGrantResponse(
                                grants.toTermsResponse(grant.terms()), grant.duration()))
                        .toList());
    }

    private static String userName(UserId id, Map<UserId, String> names) {
        return names.getOrDefault(id, id.toString());
    }
}
