package org.stackdeck.identity.invitation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.mail.AccountMailer;
import org.stackdeck.identity.secret.SecretToken;

/** Manages invitations in the database. */
@Service
class JpaInvitationAdministrationService implements InvitationAdministrationService {

    private final InvitationRepository invitations;
    private final InvitationUseRepository uses;
    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final AccountMailer mailer;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JpaInvitationAdministrationService(
            InvitationRepository invitations,
            InvitationUseRepository uses,
            GroupService groupService,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            AccountMailer mailer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invitations = invitations;
        this.uses = uses;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.mailer = mailer;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Invitation> list(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<InvitationId, List<InvitationUseEntity>> used =
                uses.findAllByOrderByUsedAt().stream().collect(Collectors.groupingBy(InvitationUseEntity::invitation));
        List<InvitationEntity> all = invitations.findAllByOrderByCreatedAtDescIdAsc();
        Set<UserId> vouching = activeAdministrators(all);
        return all.stream()
                .map(stored -> stored.toInvitation(
                        vouching.contains(stored.inviter()), used.getOrDefault(stored.id(), List.of())))
                .toList();
    }

    @Override
    public CreatedInvitation create(Caller caller, NewInvitation invitation) {
        AdminAction adminAction =
                new AdminAction(caller, "invitation.create", "invitation", null, invitation.invitee());
        return executor.execute(adminAction, () -> {
            Map<GroupId, String> names = invitation.groups().stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            group -> groupService.require(group).name().value()));
            SecretToken token = SecretToken.create();
            InvitationEntity stored = invitations.saveAndFlush(
                    new InvitationEntity(token, invitation, names, caller.userId(), clock.instant()));
            if (invitation.recipient() != null) {
                mailer.sendInvitation(invitation.recipient(), token);
            }
            Invitation created = stored.toInvitation(true, List.of());
            executor.recordSuccess(
                    adminAction.withObject(created.id().toString(), invitation.invitee()),
                    AuditDetail.of("until", created.expiresAt())
                            .with("uses", created.uses())
                            .with("groups", names.values().stream().sorted().toList()));
            events.publishEvent(new InvitationsChanged());
            return new CreatedInvitation(created, token);
        });
    }

    @Override
    public void revoke(Caller caller, InvitationId id) {
        AdminAction adminAction = new AdminAction(caller, "invitation.withdraw", "invitation", id.toString(), null);
        executor.execute(adminAction, () -> {
            InvitationEntity stored = invitations.findById(id.value()).orElseThrow(UnknownInvitationException::new);
            if (!stored.isRevoked()) {
                stored.revoke(clock.instant());
                executor.recordSuccess(adminAction.withObject(id.toString(), stored.invitee()), null);
                events.publishEvent(new InvitationsChanged());
            }
            return stored;
        });
    }

    private Set<UserId> activeAdministrators(List<InvitationEntity> all) {
        return all.stream()
                .map(InvitationEntity::inviter)
                .distinct()
                .filter(inviter -> userDirectory
                        .find(inviter)
                        .filter(User::isAdministrator)
                        .isPresent())
                .collect(Collectors.toSet());
    }
}
