package org.stackdeck.ui.access.invitations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.access.invitation.InvitationGrantService;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.InvitationService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.access.ProjectOption;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Lists the invitations: open ones first, then the others, newest first. */
@Route(value = InvitationsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class InvitationsView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/invitations";

    private final transient InvitationService invitationService;
    private final transient InvitationGrantService promises;
    private final transient GroupService groupService;
    private final transient RoleService roleService;
    private final transient UserDirectory userDirectory;
    private final transient Clouds clouds;
    private final transient Inventory inventory;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final transient PublicUrl publicUrl;
    private final Messages messages = Messages.current();
    private final transient InvitationCellRenderers cells;
    private final Grid<InvitationRow> grid = new Grid<>();
    private final Div empty = new Div();
    private List<InvitationRow> rows = List.of();

    InvitationsView(
            InvitationService invitationService,
            InvitationGrantService promises,
            GroupService groupService,
            RoleService roleService,
            UserDirectory userDirectory,
            Clouds clouds,
            Inventory inventory,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            Clock clock,
            PublicUrl publicUrl) {
        this.invitationService = invitationService;
        this.promises = promises;
        this.groupService = groupService;
        this.roleService = roleService;
        this.userDirectory = userDirectory;
        this.clouds = clouds;
        this.inventory = inventory;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.cells = new InvitationCellRenderers(messages, new GrantMessages(messages, clouds, inventory));
        addClassName("list-page");
        Button invite = new Button(messages.text("invitations.invite"), new Icon("plus"), _ -> openDialog());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        empty.addClassName("empty-box");
        empty.add(new EmptyState("mail", messages.text("invitations.none"), messages.text("invitations.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("invitations.title"), invite), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("invitations.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, () -> load(caller), this::update);
    }

    private void build() {
        ListPageElements.style(grid, messages.text("invitations.title"));
        ListPageElements.addCardColumn(grid, cells.card(this::revoke));
        ListPageElements.addColumn(grid, messages.text("invitations.column.for"), cells.invitee(), "200px", 0)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("invitations.column.state"), cells.state(), "150px", 0);
        ListPageElements.addColumn(grid, messages.text("invitations.column.gives"), cells.grants(), "260px", 980)
                .setFlexGrow(2);
        ListPageElements.addColumn(grid, messages.text("invitations.column.used"), cells.used(), "180px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("invitations.column.inviter"), cells.inviter(), "130px", 1180);
        ListPageElements.addColumn(grid, messages.text("invitations.column.expires"), cells.expires(), "180px", 760);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", cells.revoke(this::revoke), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<InvitationRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.invitation().id()));
    }

    private List<InvitationRow> load(Caller caller) {
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

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(List<InvitationRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    private void openDialog() {
        new InviteDialog(
                        new InviteDialog.Dependencies(
                                groupService.all(),
                                ProjectOption.options(clouds.names(), clouds.projects()),
                                roleService.list(),
                                inventory,
                                uiPush,
                                clock,
                                currentUser.caller().userId()),
                        messages,
                        this::invite)
                .open();
    }

    private void invite(InvitationDraft draft, Runnable done) {
        prompt.runAuthenticated(messages, () -> {
            try {
                InvitationService.CreatedInvitation createdInvitation =
                        promises.createInvitation(currentUser.caller(), draft.request(), draft.promised());
                done.run();
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
        prompt.runAuthenticated(messages, () -> {
            invitationService.revoke(currentUser.caller(), row.invitation().id());
            reload();
            Toasts.showSuccess(messages.text("invitations.withdrawn", cells.invitee(row)));
        });
    }
}
