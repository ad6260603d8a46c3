package org.stackdeck.ui.access.invitations;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationWithGrantsService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;

/**
 * Loads the rows of the invitations page: the invitations with their grants and the names of users. The bean is lazy,
 * because only administrators use it.
 */
@Component
@Lazy
class InvitationRowLoader {

    private final InvitationAdministrationService invitationAdministrationService;
    private final InvitationWithGrantsService invitationWithGrantsService;
    private final UserDirectory userDirectory;
    private final Clock clock;

    InvitationRowLoader(
            InvitationAdministrationService invitationAdministrationService,
            InvitationWithGrantsService invitationWithGrantsService,
            UserDirectory userDirectory,
            Clock clock) {
        this.invitationAdministrationService = invitationAdministrationService;
        this.invitationWithGrantsService = invitationWithGrantsService;
        this.userDirectory = userDirectory;
        this.clock = clock;
    }

    /** Returns the open invitations, followed by the closed invitations, each newest first. */
    List<InvitationRow> load(Caller caller) {
        Map<InvitationId, List<InvitationGrant>> invitationGrants = invitationWithGrantsService.list(caller);
        Map<UserId, String> names = userDirectory.all().stream()
                .collect(Collectors.toMap(User::id, user -> user.name().value()));
        return invitationAdministrationService.list(caller).stream()
                .map(invitation -> row(invitation, names, invitationGrants.getOrDefault(invitation.id(), List.of())))
                .sorted(Comparator.comparing(row -> !row.isRevocable()))
                .toList();
    }

    private InvitationRow row(
            Invitation invitation, Map<UserId, String> names, List<InvitationGrant> invitationGrants) {
        return new InvitationRow(
                invitation,
                invitation.state(clock.instant()),
                names.getOrDefault(invitation.inviter(), ""),
                invitation.acceptances().stream()
                        .map(invitationUse -> names.getOrDefault(invitationUse.user(), ""))
                        .toList(),
                invitationGrants);
    }
}
