package org.stackdeck.ui.admin.users;

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
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.password.PasswordChangeService;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantAccessDialogFactory;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.BadgeCountFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Lists the users of Stackdeck. */
@Route(value = "admin/users", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class UsersView extends Div implements HasDynamicTitle {

    private final transient UserDirectory userDirectory;
    private final transient AccountAdministrationService accountAdministrationService;
    private final transient GrantService grantService;
    private final transient CurrentUser currentUser;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient UserActions actions;
    private final Messages messages = Messages.current();
    private final Grid<User> grid = new Grid<>();
    private final RegistrationNameConflictBanner conflicts;
    private final TextField search = new TextField();
    private final ToggleGroup<UserListFilter.Filter> filter;
    private final Div empty = new Div();
    private List<User> users = List.of();
    private List<User> rows = List.of();
    private Map<UserId, Integer> grantCounts = Map.of();

    UsersView(
            UserDirectory userDirectory,
            AccountAdministrationService accountAdministrationService,
            PasswordChangeService passwords,
            LoginSessionService loginSessionService,
            GrantService grantService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            SecondFactorStatusService secondFactorService,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            AdminChangeNotifier notifier,
            UiPush uiPush) {
        this.userDirectory = userDirectory;
        this.accountAdministrationService = accountAdministrationService;
        this.grantService = grantService;
        this.currentUser = currentUser;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.actions = new UserActions(
                accountAdministrationService,
                passwords,
                loginSessionService,
                secondFactorService,
                prompt,
                currentUser,
                messages,
                user -> grantAccessDialogFactory.open(messages, user.name().value(), this::reload),
                this::reload);
        this.conflicts = new RegistrationNameConflictBanner(
                accountAdministrationService, currentUser, prompt, messages, this::reload);
        this.filter = new ToggleGroup<>(messages.text("admin.users.filter"), _ -> applyFilter());
        userDirectory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState(
                "user", messages.text("admin.users.no-match"), messages.text("admin.users.no-match.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("admin.users.title")), conflicts, toolbar(), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("admin.users.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, () -> load(caller), this::update);
    }

    private Div toolbar() {
        search.setPlaceholder(messages.text("admin.users.search"));
        search.setAriaLabel(messages.text("admin.users.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(new Icon("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> applyFilter());
        for (UserListFilter.Filter each : UserListFilter.Filter.values()) {
            filter.addOption(each, label(each));
        }
        filter.select(UserListFilter.Filter.ALL);
        Div tools = new Div(search, filter);
        tools.addClassNames("tools", "with-filter");
        return tools;
    }

    /** The label of a filter, with the number of pending accounts. */
    private String label(UserListFilter.Filter each) {
        int pending = UserListFilter.pending(users);
        String key = "admin.users.filter." + each.name().toLowerCase(Locale.ROOT);
        return each == UserListFilter.Filter.PENDING && pending > 0
                ? messages.text(key + ".count", BadgeCountFormatter.text(pending, messages.locale()))
                : messages.text(key);
    }

    private void build() {
        UserCellRenderers cells = new UserCellRenderers(messages, user -> grantCounts.getOrDefault(user.id(), 0));
        ListPageElements.style(grid, messages.text("admin.users.title"));
        ListPageElements.addCardColumn(grid, cells.card(actions::approve, actions::reject));
        ListPageElements.addColumn(grid, messages.text("admin.users.column.name"), cells.name(), "180px", 0)
                .setFlexGrow(2)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("admin.users.column.state"), cells.state(), "190px", 0);
        ListPageElements.addColumn(grid, messages.text("admin.users.column.role"), cells.role(), "140px", 760);
        ListPageElements.addColumn(grid, messages.text("admin.users.column.access"), cells.access(), "150px", 900);
        ListPageElements.addColumn(grid, messages.text("admin.users.column.since"), cells.since(), "190px", 1080);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", cells.actions(actions::approve, actions::reject), "190px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<User, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> rows.size(), User::id));
        new UserRowMenu(
                grid,
                messages,
                actions,
                this::showGrants,
                user -> ServerRoutes.navigateToImpersonated(UI.getCurrentOrThrow(), user.name()));
    }

    private void showGrants(User user) {
        UI.getCurrentOrThrow()
                .navigate(
                        GrantsView.class,
                        QueryParameters.of(GrantsView.WHO, user.name().value()));
    }

    /** The data of the page. */
    private record UserData(
            List<User> users, Map<UserId, Integer> grantCounts, List<RegistrationNameConflict> clashes) {}

    private UserData load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return new UserData(
                UserListFilter.ordered(userDirectory.all()),
                grantService.countByUser(),
                accountAdministrationService.nameConflicts(caller));
    }

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(UserData userData) {
        users = userData.users();
        grantCounts = userData.grantCounts();
        conflicts.update(userData.clashes());
        filter.setOptionLabel(UserListFilter.Filter.PENDING, label(UserListFilter.Filter.PENDING));
        applyFilter();
    }

    private void applyFilter() {
        rows = UserListFilter.matching(
                users, filter.selected().orElse(UserListFilter.Filter.ALL), search.getValue(), messages.locale());
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }
}
