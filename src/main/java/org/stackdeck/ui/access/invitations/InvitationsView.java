package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the invitations: open invitations first, then closed invitations, each newest first. */
@Route(value = InvitationsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class InvitationsView extends ReloadingAdminPage<List<InvitationRow>> {

    public static final String PATH = "admin/invitations";

    private final transient InvitationRowLoader rowLoader;
    private final transient InvitationAdministrationService invitationAdministrationService;
    private final transient InviteDialogs dialogs;
    private final InvitationGrid grid;

    InvitationsView(
            InvitationRowLoader rowLoader,
            InvitationAdministrationService invitationAdministrationService,
            InviteDialogs dialogs,
            GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("invitations.title", notifier, handler, currentUser);
        this.rowLoader = rowLoader;
        this.invitationAdministrationService = invitationAdministrationService;
        this.dialogs = dialogs;
        this.grid = new InvitationGrid(messages, catalog.formatter(messages), this::revoke);
        addHeader(createButton("invitations.invite", this::openDialog));
        add(grid);
    }

    @Override
    protected List<InvitationRow> load(Caller caller) {
        return rowLoader.load(caller);
    }

    @Override
    protected void update(List<InvitationRow> present) {
        grid.setRows(present);
    }

    private void openDialog() {
        dialogs.open(messages, this::reload);
    }

    private void revoke(InvitationRow row) {
        perform(caller -> {
            invitationAdministrationService.revoke(caller, row.invitation().id());
            reload();
            Toasts.showSuccess(messages.text("invitations.withdrawn", grid.invitee(row)));
        });
    }
}
