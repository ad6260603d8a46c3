package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
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
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.BadgeCountFormatter;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

@Route(value = "admin/users", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class UsersView extends ReloadingAdminPage<UsersView.UserData> implements AfterNavigationObserver {

    /** Query parameter with the initial search text. */
    static final String SEARCH = "q";

    private final transient UserDirectory userDirectory;
    private final transient AccountAdministrationService accountAdministrationService;
    private final transient GrantService grantService;
    private final UserGrid grid;
    private final RegistrationNameConflictBanner conflicts;
    private final SearchField search = new SearchField(messages.text("admin.users.search"));
    private final ToggleGroup<UserListFilter.Filter> filter;
    private List<User> users = List.of();
    private Map<UserId, Integer> grantCounts = Map.of();

    UsersView(
            UserDirectory userDirectory,
            AccountAdministrationService accountAdministrationService,
            GrantService grantService,
            UserActions actions,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            AdminChangeNotifier notifier) {
        super("admin.users.title", notifier, handler, currentUser);
        this.userDirectory = userDirectory;
        this.accountAdministrationService = accountAdministrationService;
        this.grantService = grantService;
        actions.onDone(this::reload);
        this.conflicts =
                new RegistrationNameConflictBanner(accountAdministrationService, handler, messages, this::reload);
        this.filter = new ToggleGroup<>(messages.text("admin.users.filter"), _ -> applyFilter());
        userDirectory.requireAdministrator(currentUser.caller());
        grid = new UserGrid(
                messages, user -> grantCounts.getOrDefault(user.id(), 0), actions::approve, actions::reject);
        new UserRowMenu(
                grid.grid(),
                messages,
                actions,
                this::showGrants,
                user -> ServerRoutes.navigateToImpersonated(UI.getCurrentOrThrow(), user.name()));
        addHeader();
        add(conflicts, toolbar(), grid);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(SEARCH)
                .filter(text -> text.length() <= SearchField.MAX_LENGTH)
                .ifPresent(text -> {
                    filter.select(UserListFilter.Filter.ALL);
                    search.setValue(text);
                    applyFilter();
                });
    }

    private Div toolbar() {
        search.addValueChangeListener(_ -> applyFilter());
        for (UserListFilter.Filter each : UserListFilter.Filter.values()) {
            filter.addOption(each, label(each));
        }
        filter.select(UserListFilter.Filter.ALL);
        return StyledElements.div("tools with-filter", search, filter);
    }

    /**
     * Returns the label of a filter. The label of {@code PENDING} includes the number of pending accounts, if there are
     * any.
     */
    private String label(UserListFilter.Filter each) {
        int pending = UserListFilter.pending(users);
        String key = "admin.users.filter." + each.name().toLowerCase(Locale.ROOT);
        return each == UserListFilter.Filter.PENDING && pending > 0
                ? messages.text(key + ".count", BadgeCountFormatter.text(pending, messages.locale()))
                : messages.text(key);
    }

    private void showGrants(User user) {
        UI.getCurrentOrThrow()
                .navigate(
                        GrantsView.class,
                        QueryParameters.of(GrantsView.WHO, user.name().value()));
    }

    record UserData(List<User> users, Map<UserId, Integer> grantCounts, List<RegistrationNameConflict> clashes) {}

    @Override
    protected UserData load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return new UserData(
                UserListFilter.ordered(userDirectory.all()),
                grantService.countByUser(),
                accountAdministrationService.nameConflicts(caller));
    }

    @Override
    protected void update(UserData userData) {
        users = userData.users();
        grantCounts = userData.grantCounts();
        conflicts.update(userData.clashes());
        filter.setOptionLabel(UserListFilter.Filter.PENDING, label(UserListFilter.Filter.PENDING));
        applyFilter();
    }

    private void applyFilter() {
        grid.setRows(
                UserListFilter.matching(users, filter.selected().orElse(UserListFilter.Filter.ALL), search.query()));
    }
}
