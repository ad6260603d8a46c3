package org.stackdeck.ui.grants;

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
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.PromisedGrants;
import org.stackdeck.access.Roles;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.Invitation;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.Invitations;
import org.stackdeck.identity.UnknownGroupException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Lists the invitations: open ones first, then the others, newest first. */
@Route(value = InvitationsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class InvitationsView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/invitations";

    private final transient Invitations invitations;
    private final transient PromisedGrants promises;
    private final transient Groups groups;
    private final transient Roles roles;
    private final transient Directory directory;
    private final transient Clouds clouds;
    private final transient Inventory inventory;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final transient PublicUrl publicUrl;
    private final Words words = Words.here();
    private final transient InvitationCells cells;
    private final Grid<InvitationRow> grid = new Grid<>();
    private final Div empty = new Div();
    private List<InvitationRow> rows = List.of();

    InvitationsView(
            Invitations invitations,
            PromisedGrants promises,
            Groups groups,
            Roles roles,
            Directory directory,
            Clouds clouds,
            Inventory inventory,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Clock clock,
            PublicUrl publicUrl) {
        this.invitations = invitations;
        this.promises = promises;
        this.groups = groups;
        this.roles = roles;
        this.directory = directory;
        this.clouds = clouds;
        this.inventory = inventory;
        this.news = news;
        this.live = live;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.cells = new InvitationCells(words, new GrantPhrases(words, clouds, inventory));
        addClassName("list-page");
        Button invite = new Button(words.say("invitations.invite"), new Icon("plus"), _ -> open());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        empty.addClassName("empty-box");
        empty.add(new EmptyState("mail", words.say("invitations.none"), words.say("invitations.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(Pages.title(words.say("invitations.title"), invite), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("invitations.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        news.keep(event, live, () -> present(caller), this::show);
    }

    private void build() {
        Pages.dress(grid, words.say("invitations.title"));
        Pages.card(grid, cells.card(this::withdraw));
        Pages.column(grid, words.say("invitations.column.for"), cells.invitee(), "200px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("invitations.column.state"), cells.state(), "150px", 0);
        Pages.column(grid, words.say("invitations.column.gives"), cells.gives(), "260px", 980)
                .setFlexGrow(2);
        Pages.column(grid, words.say("invitations.column.used"), cells.used(), "180px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("invitations.column.inviter"), cells.inviter(), "130px", 1180);
        Pages.column(grid, words.say("invitations.column.expires"), cells.expires(), "180px", 760);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.withdraw(this::withdraw), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<InvitationRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.invitation().id()));
    }

    private List<InvitationRow> present(Caller caller) {
        Map<InvitationId, List<PromisedGrant>> promised = promises.all(caller);
        Map<UserId, String> names = directory.all().stream()
                .collect(Collectors.toMap(User::id, user -> user.name().value()));
        return invitations.all(caller).stream()
                .map(invitation -> row(invitation, names, promised.getOrDefault(invitation.id(), List.of())))
                .sorted(Comparator.comparing(row -> !row.open()))
                .toList();
    }

    private InvitationRow row(Invitation invitation, Map<UserId, String> names, List<PromisedGrant> promised) {
        return new InvitationRow(
                invitation,
                invitation.state(clock.instant()),
                names.getOrDefault(invitation.inviter(), ""),
                invitation.used().stream()
                        .map(use -> names.getOrDefault(use.user(), ""))
                        .toList(),
                promised);
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(List<InvitationRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    private void open() {
        new InviteDialog(
                        new InviteDialog.Parts(
                                groups.all(),
                                Place.all(clouds.names(), clouds.projects()),
                                roles.all(),
                                inventory,
                                live,
                                clock,
                                currentUser.caller().userId()),
                        words,
                        this::invite)
                .open();
    }

    private void invite(InvitationDraft draft, Runnable done) {
        prompt.during(words, () -> {
            try {
                Invitations.Made made = promises.invite(currentUser.caller(), draft.wish(), draft.promised());
                done.run();
                show();
                String path = "/register?invitation=" + made.token().value();
                UI.getCurrentOrThrow()
                        .getPage()
                        .fetchCurrentURL(page -> new LinkDialog(words, made, publicUrl.link(path, page)).open());
            } catch (UnknownGroupException | UnknownRoleException gone) {
                Toasts.problem(words.say("invitations.not-made"), words.say("invitations.not-made.gone"));
            }
        });
    }

    private void withdraw(InvitationRow row) {
        prompt.during(words, () -> {
            invitations.withdraw(currentUser.caller(), row.invitation().id());
            show();
            Toasts.done(words.say("invitations.withdrawn", cells.invitee(row)));
        });
    }
}
