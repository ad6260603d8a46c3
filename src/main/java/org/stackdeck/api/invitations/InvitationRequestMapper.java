package org.stackdeck.api.invitations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationWithGrantsService;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.grants.GrantRequestMapper;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.invitation.NewInvitation;

@Component
class InvitationRequestMapper {

    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    private final GroupService groupService;
    private final GrantRequestMapper mapper;

    InvitationRequestMapper(GroupService groupService, GrantRequestMapper mapper) {
        this.groupService = groupService;
        this.mapper = mapper;
    }

    NewInvitation parse(InvitationRequest request) {
        int uses = request.uses() == null ? 1 : request.uses();
        if (uses < 1 || uses > NewInvitation.MAX_USES) {
            throw ProblemException.invalidField("uses", "bad-number", "1", NewInvitation.MAX_USES);
        }
        String invitee = request.invitee() == null ? "" : request.invitee().strip();
        if (!NewInvitation.isValidInvitee(invitee)) {
            throw ProblemException.invalidField("for", "bad-invitee", NewInvitation.MAX_INVITEE_LENGTH);
        }
        String lasts = request.expiresIn();
        return new NewInvitation(
                invitee,
                lasts == null
                        ? DEFAULT_LIFETIME
                        : parseDuration(lasts, "expiresIn", NewInvitation.MIN_LIFETIME, NewInvitation.MAX_LIFETIME),
                uses,
                parseGroups(request.groups()));
    }

    List<InvitationGrant> parseGrants(InvitationRequest request) {
        List<InvitationGrant> invitationGrants = new ArrayList<>();
        List<InvitationRequest.@Nullable PromisedGrantRequest> promisedGrantRequests =
                request.grants() == null ? List.of() : request.grants();
        RequestFieldValidator.requireMaxSize(
                promisedGrantRequests, InvitationWithGrantsService.MAX_PER_INVITATION, "grants");
        for (InvitationRequest.PromisedGrantRequest promisedGrantRequest : promisedGrantRequests) {
            String field = "grants[" + invitationGrants.size() + "]";
            invitationGrants.add(parseGrant(RequestFieldValidator.require(promisedGrantRequest, field), field + "."));
        }
        return invitationGrants;
    }

    private InvitationGrant parseGrant(InvitationRequest.PromisedGrantRequest promisedGrantRequest, String field) {
        GrantTerms grantTerms = mapper.toTerms(promisedGrantRequest.toGrantRequest(), field);
        String lasts = promisedGrantRequest.lasts();
        if (lasts == null) {
            return new InvitationGrant(grantTerms);
        }
        if (grantTerms.from() != null || grantTerms.until() != null) {
            String other = field + (grantTerms.from() != null ? "from" : "until");
            throw ProblemException.invalidField(field + "lasts", "one-of", other);
        }
        return new InvitationGrant(
                grantTerms,
                parseDuration(lasts, field + "lasts", InvitationGrant.MIN_DURATION, InvitationGrant.MAX_DURATION));
    }

    private Set<GroupId> parseGroups(@Nullable List<@Nullable String> names) {
        List<String> given = RequestFieldValidator.requireTexts(names, "groups");
        RequestFieldValidator.requireMaxSize(given, NewInvitation.MAX_GROUPS, "groups");
        Set<GroupId> ids = new HashSet<>();
        for (String name : given) {
            ids.add(groupService
                    .findByName(name)
                    .map(Group::id)
                    .orElseThrow(() -> ProblemException.invalidField("groups", "no-such-group", name)));
        }
        return ids;
    }

    private static Duration parseDuration(String text, String field, Duration min, Duration max) {
        return RequestFieldValidator.parseDuration(text, min, max)
                .orElseThrow(() ->
                        ProblemException.invalidField(field, "bad-lasting", min.toString(), "P" + max.toDays() + "D"));
    }
}
