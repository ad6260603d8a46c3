package org.stackdeck.api;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.Permission;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.SelectorDocument;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Invitation;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Converts invitations to responses, with current names. */
@Component
class InvitationBodies {

    private final GrantBodies grants;
    private final Directory directory;
    private final Clock clock;

    InvitationBodies(GrantBodies grants, Directory directory, Clock clock) {
        this.grants = grants;
        this.directory = directory;
        this.clock = clock;
    }

    InvitationBody of(Invitation invitation, List<PromisedGrant> promised) {
        return of(invitation, promised, id -> directory.find(id).map(User::name));
    }

    /** Loads all users with one query. */
    List<InvitationBody> all(List<Invitation> invitations, Map<InvitationId, List<PromisedGrant>> promised) {
        Map<UserId, UserName> names = directory.all().stream().collect(Collectors.toMap(User::id, User::name));
        return invitations.stream()
                .map(invitation -> of(
                        invitation,
                        promised.getOrDefault(invitation.id(), List.of()),
                        id -> Optional.ofNullable(names.get(id))))
                .toList();
    }

    private InvitationBody of(
            Invitation invitation, List<PromisedGrant> promised, Function<UserId, Optional<UserName>> names) {
        return new InvitationBody(
                invitation.id().toString(),
                invitation.invitee(),
                name(invitation.inviter(), names),
                invitation.state(clock.instant()).name().toLowerCase(Locale.ROOT),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.uses(),
                invitation.used().stream()
                        .map(use -> new InvitationBody.UseBody(name(use.user(), names), use.at()))
                        .toList(),
                invitation.groups().values().stream().sorted().toList(),
                promised.stream().map(this::of).toList());
    }

    private InvitationBody.PromiseBody of(PromisedGrant promised) {
        Terms terms = promised.terms();
        List<ProjectId> ids = terms.projects().stream().sorted().toList();
        return new InvitationBody.PromiseBody(
                terms.cloud().value(),
                terms.allProjects()
                        ? List.of(GrantWishes.ALL)
                        : ids.stream().map(id -> grants.name(terms.cloud(), id)).toList(),
                ids.stream().map(ProjectId::value).toList(),
                SelectorDocument.of(terms.servers()),
                terms.role().named() ? terms.role().word() : null,
                terms.role().permissions().stream()
                        .sorted()
                        .map(Permission::word)
                        .toList(),
                terms.from(),
                terms.until(),
                promised.lasts(),
                terms.hours() == null ? null : HoursDocument.of(terms.hours()));
    }

    private static String name(UserId id, Function<UserId, Optional<UserName>> names) {
        return names.apply(id).map(UserName::value).orElse(id.toString());
    }
}
