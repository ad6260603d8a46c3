package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.stackdeck.access.Grants;
import org.stackdeck.identity.Accounts;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.NameClash;
import org.stackdeck.identity.PasswordChange;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GrantsView;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.servers.ServersNavigation;

/** The users of the console; those who wait for an answer come first. */
@Route(value = "admin/users", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class UsersView extends Div implements HasDynamicTitle {

    private static final Comparator<User> WAITING_FIRST = Comparator.<User, Boolean>comparing(
                    user -> user.state() != User.State.PENDING)
            .thenComparing(User::name);

    private final transient Directory directory;
    private final transient Accounts accounts;
    private final transient Grants grants;
    private final transient CurrentUser currentUser;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient UserDeeds deeds;
    private final Words words = Words.here();
    private final Grid<User> grid = new Grid<>();
    private final Div clashes = new Div();
    private List<User> users = List.of();
    private Map<UserId, Integer> grantCounts = Map.of();

    UsersView(
            Directory directory,
            Accounts accounts,
            PasswordChange passwords,
            LoginSessions sessions,
            Grants grants,
            SecondFactors factors,
            ProofPrompt prompt,
            CurrentUser currentUser,
            AdminNews news,
            Live live) {
        this.directory = directory;
        this.accounts = accounts;
        this.grants = grants;
        this.currentUser = currentUser;
        this.news = news;
        this.live = live;
        this.deeds = new UserDeeds(accounts, passwords, sessions, factors, prompt, currentUser, words, this::show);
        directory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        clashes.addClassName("banners");
        Div box = new Div(grid);
        box.addClassName("grid-box");
        add(Pages.title(words.say("admin.users.title")), clashes, box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("admin.users.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        news.keep(event, live, () -> present(caller), this::show);
    }

    private void build() {
        UserCells cells = new UserCells(words, user -> grantCounts.getOrDefault(user.id(), 0));
        Pages.dress(grid, words.say("admin.users.title"));
        Pages.card(grid, cells.card(deeds::approve, deeds::reject));
        Pages.column(grid, words.say("admin.users.column.name"), cells.name(), "180px", 0)
                .setFlexGrow(2)
                .setRowHeader(true);
        Pages.column(grid, words.say("admin.users.column.state"), cells.state(), "190px", 0);
        Pages.column(grid, words.say("admin.users.column.role"), cells.role(), "140px", 760);
        Pages.column(grid, words.say("admin.users.column.access"), cells.access(), "150px", 900);
        Pages.column(grid, words.say("admin.users.column.since"), cells.since(), "190px", 1080);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.actions(deeds::approve, deeds::reject), "190px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<User, Void>(
                query -> users.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> users.size(), User::id));
        new UserMenuItems(
                grid,
                words,
                deeds,
                this::showGrants,
                user -> ServersNavigation.toSeenAs(UI.getCurrentOrThrow(), user.name()));
    }

    private void showGrants(User user) {
        UI.getCurrentOrThrow()
                .navigate(
                        GrantsView.class,
                        QueryParameters.of(GrantsView.WHO, user.name().value()));
    }

    /** What there is to show. */
    private record Present(List<User> users, Map<UserId, Integer> grantCounts, List<NameClash> clashes) {}

    private Present present(Caller caller) {
        directory.requireAdministrator(caller);
        return new Present(
                directory.all().stream().sorted(WAITING_FIRST).toList(),
                grants.countsReaching(),
                accounts.clashes(caller));
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(Present present) {
        users = present.users();
        grantCounts = present.grantCounts();
        grid.getDataProvider().refreshAll();
        clashes.removeAll();
        present.clashes().forEach(clash -> clashes.add(banner(clash)));
    }

    private Div banner(NameClash clash) {
        Span text = new Span(
                words.say("admin.users.clash", clash.displayName(), clash.name().value(), clash.source()));
        Div banner = new Div(new Icon("warn"), text);
        banner.addClassName("banner");
        var dismiss = Buttons.bordered(words.say("admin.users.clash.dismiss"));
        dismiss.addClickListener(_ -> {
            accounts.dismiss(currentUser.caller(), clash.id());
            show();
        });
        banner.add(dismiss);
        return banner;
    }
}
