package org.stackdeck.access.invitation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.GrantAuditFormatter;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.NewInvitation;

/** Stores the grants of an invitation in the transaction that creates the invitation. */
@Service
class DefaultInvitationWithGrantsService implements InvitationWithGrantsService {

    private final InvitationGrantRepository invitationGrantRepository;
    private final GrantRepository grantRows;
    private final RoleService roleService;
    private final InvitationAdministrationService invitationAdministrationService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final TransactionTemplate transaction;

    DefaultInvitationWithGrantsService(
            InvitationGrantRepository invitationGrantRepository,
            GrantRepository grantRows,
            RoleService roleService,
            InvitationAdministrationService invitationAdministrationService,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            PlatformTransactionManager transactions) {
        this.invitationGrantRepository = invitationGrantRepository;
        this.grantRows = grantRows;
        this.roleService = roleService;
        this.invitationAdministrationService = invitationAdministrationService;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public InvitationAdministrationService.CreatedInvitation createInvitation(
            Caller caller, NewInvitation newInvitation, List<InvitationGrant> invitationGrants) {
        if (invitationGrants.size() > MAX_PER_INVITATION) {
            throw new IllegalArgumentException("an invitation includes at most " + MAX_PER_INVITATION + " grants");
        }
        return transaction.execute(_ -> {
            InvitationAdministrationService.CreatedInvitation createdInvitation =
                    invitationAdministrationService.create(caller, newInvitation);
            List<InvitationGrant> each = invitationGrants.stream().distinct().toList();
            for (int position = 0; position < each.size(); position++) {
                store(caller, createdInvitation.invitation(), each.get(position), position);
            }
            return createdInvitation;
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InvitationId, List<InvitationGrant>> list(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return invitationGrantRepository.findAllByOrderByPosition().stream()
                .collect(Collectors.groupingBy(
                        InvitationGrantEntity::invitation,
                        Collectors.mapping(
                                stored -> stored.toInvitationGrant(roleService::currentRole), Collectors.toList())));
    }

    private void store(Caller caller, Invitation invitation, InvitationGrant invitationGrant, int position) {
        Role role = invitationGrant.terms().role();
        // Prevents the deletion of the role between the check and the commit.
        grantRows.lock();
        if (role.isNamed() && roleService.find(role.name()).isEmpty()) {
            throw new UnknownRoleException(role.name());
        }
        invitationGrantRepository.save(new InvitationGrantEntity(invitation.id(), position, invitationGrant));
        String id = invitation.id().toString();
        AdminAction adminAction = new AdminAction(caller, "invitation.promise", "invitation", id, invitation.invitee());
        executor.recordSuccess(adminAction, GrantAuditFormatter.describe(invitationGrant));
    }
}
