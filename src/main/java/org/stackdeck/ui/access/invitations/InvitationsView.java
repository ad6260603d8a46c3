package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationGrantService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.InvitationService;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantCatalog;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the invitations: open ones first, then the others, newest first. */
@Route(value = InvitationsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class InvitationsView extends ReloadingAdminPage<List<InvitationRow>> {

    public static final String PATH = "admin/invitations";

    private final transient InvitationService invitationService;
    private final transient InvitationGrantService promises;
    private final transient GroupService groupService;
    private final transient UserDirectory userDirectory;
    private final transient GrantCatalog catalog;
    private final transient Clock clock;
    private final transient PublicUrl publicUrl;
    private final InvitationGrid grid;

    InvitationsView(
            InvitationService invitationService,
            InvitationGrantService promises,
            GroupService groupService,
            UserDirectory userDirectory,
            GrantCatalog catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            Clock clock,
            PublicUrl publicUrl) {
        super("invitations.title", notifier, handler, currentUser);
        this.invitationService = invitationService;
        this.promises = promises;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.catalog = catalog;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.grid = new InvitationGrid(messages, catalog.describe(messages), this::revoke);
        addHeader(createButton("invitations.invite", this::openDialog));
        add(grid);
    }

    @Override
    protected List<InvitationRow> load(Caller caller) {
        Map<InvitationId, List<InvitationGrant>> promised = promises.list(caller);
        Map<UserId, String> names = userDirectory.all().stream()
                .collect(Collectors.toMap(User::id, user -> user.name().value()));
        return invitationService.list(caller).stream()
                .map(invitation -> row(invitation, names, promised.getOrDefault(invitation.id(), List.of())))
                .sorted(Comparator.comparing(row -> !row.isOpen()))
                .toList();
    }

    private InvitationRow row(Invitation invitation, Map<UserId, String> names, List<InvitationGrant> promised) {
        return new InvitationRow(
                invitation,
                invitation.state(clock.instant()),
                names.getOrDefault(invitation.inviter(), ""),
                invitation.acceptances().stream()
                        .map(invitationUse -> names.getOrDefault(invitationUse.user(), ""))
                        .toList(),
                promised);
    }

    @Override
    protected void update(List<InvitationRow> rows) {
        grid.setRows(rows);
    }

    private void openDialog() {
        new InviteDialog(messages, groupService.all(), catalog, clock, this::invite).open();
    }

    private void invite(NewInvitation invitation, List<InvitationGrant> promised, InviteDialog dialog) {
        perform(caller -> {
            try {
                InvitationService.CreatedInvitation createdInvitation =
                        promises.createInvitation(caller, invitation, promised);
                dialog.close();
                reload();
                String path =
                        "/register?invitation=" + createdInvitation.token().value();
                UI.getCurrentOrThrow()
                        .getPage()
                        .fetchCurrentURL(page -> new InvitationLinkDialog(
                                        messages, createdInvitation, publicUrl.link(path, page))
                                .open());
            } catch (UnknownGroupException | UnknownRoleException gone) {
                Toasts.showError(messages.text("invitations.not-made"), messages.text("invitations.not-made.gone"));
            }
        });
    }

    private void revoke(InvitationRow row) {
        perform(caller -> {
            invitationService.revoke(caller, row.invitation().id());
            reload();
            Toasts.showSuccess(messages.text("invitations.withdrawn", grid.invitee(row)));
        });
    }
}
