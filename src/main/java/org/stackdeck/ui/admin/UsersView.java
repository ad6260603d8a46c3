package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Locale;
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
import org.stackdeck.ui.component.BadgeCount;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GiveAccess;
import org.stackdeck.ui.grants.GrantsView;
import org.stackdeck.ui.grants.Segments;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.servers.ServersNavigation;

/** Lists the users of Stackdeck. */
@Route(value = "admin/users", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class UsersView extends Div implements HasDynamicTitle {

    private final transient Directory directory;
    private final transient Accounts accounts;
    private final transient Grants grants;
    private final transient CurrentUser currentUser;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient UserDeeds deeds;
    private final Words words = Words.here();
    private final Grid<User> grid = new Grid<>();
    private final NameClashBanner clashes;
    private final TextField search = new TextField();
    private final Segments<UserList.Filter> filter;
    private final Div empty = new Div();
    private List<User> users = List.of();
    private List<User> rows = List.of();
    private Map<UserId, Integer> grantCounts = Map.of();

    UsersView(
            Directory directory,
            Accounts accounts,
            PasswordChange passwords,
            LoginSessions sessions,
            Grants grants,
            GiveAccess giveAccess,
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
        this.deeds = new UserDeeds(
                accounts,
                passwords,
                sessions,
                factors,
                prompt,
                currentUser,
                words,
                user -> giveAccess.open(words, user.name().value(), this::show),
                this::show);
        this.clashes = new NameClashBanner(accounts, currentUser, prompt, words, this::show);
        this.filter = new Segments<>(words.say("admin.users.filter"), _ -> paint());
        directory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState("user", words.say("admin.users.no-match"), words.say("admin.users.no-match.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(Pages.title(words.say("admin.users.title")), clashes, tools(), box);
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

    private Div tools() {
        search.setPlaceholder(words.say("admin.users.search"));
        search.setAriaLabel(words.say("admin.users.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(new Icon("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> paint());
        for (UserList.Filter each : UserList.Filter.values()) {
            filter.offer(each, label(each));
        }
        filter.press(UserList.Filter.ALL);
        Div tools = new Div(search, filter);
        tools.addClassNames("tools", "with-filter");
        return tools;
    }

    /** The label of a filter, with the number of pending accounts. */
    private String label(UserList.Filter each) {
        int pending = UserList.pending(users);
        String key = "admin.users.filter." + each.name().toLowerCase(Locale.ROOT);
        return each == UserList.Filter.PENDING && pending > 0
                ? words.say(key + ".count", BadgeCount.text(pending, words.locale()))
                : words.say(key);
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
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> rows.size(), User::id));
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

    /** The data of the page. */
    private record Present(List<User> users, Map<UserId, Integer> grantCounts, List<NameClash> clashes) {}

    private Present present(Caller caller) {
        directory.requireAdministrator(caller);
        return new Present(UserList.ordered(directory.all()), grants.countsReaching(), accounts.clashes(caller));
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(Present present) {
        users = present.users();
        grantCounts = present.grantCounts();
        clashes.show(present.clashes());
        filter.rename(UserList.Filter.PENDING, label(UserList.Filter.PENDING));
        paint();
    }

    private void paint() {
        rows = UserList.matching(
                users, filter.pressed().orElse(UserList.Filter.ALL), search.getValue(), words.locale());
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }
}
