package org.stackdeck.ui.access.grants;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the grants: grantees, permissions, servers and end. */
@Route(value = GrantsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class GrantsView extends ReloadingAdminPage<List<GrantRow>> implements BeforeEnterObserver {

    public static final String PATH = "admin/grants";

    /** Query parameter with the search text, such as the name of a user, group or role. */
    public static final String WHO = "who";

    /** Query parameter with the ID of the grant to highlight. */
    public static final String GRANT = "grant";

    private enum Filter {
        ALL,
        SOON,
        ENDED
    }

    private final transient GrantRowLoader rowLoader;
    private final transient GrantService grantService;
    private final transient GrantAccessDialogFactory grantAccessDialogFactory;
    private final transient Clock clock;
    private final transient GrantFormatter grantFormatter;
    private final GrantGrid grid;
    private final SearchField search = new SearchField(messages.text("grants.search"));
    private final ToggleGroup<Filter> filter;
    private List<GrantRow> all = List.of();
    /** ID of the grant to highlight; empty for none. */
    private String targetId = "";
    /** Whether the page must still scroll to the grant to highlight. */
    private boolean scrollPending;

    GrantsView(
            GrantRowLoader rowLoader,
            GrantService grantService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            Clock clock) {
        super("grants.title", notifier, handler, currentUser);
        this.rowLoader = rowLoader;
        this.grantService = grantService;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
        this.clock = clock;
        this.grantFormatter = catalog.formatter(messages);
        this.filter = new ToggleGroup<>(messages.text("grants.filter"), _ -> applyFilter());
        for (Filter each : Filter.values()) {
            filter.addOption(each, messages.text("grants.filter." + each.name().toLowerCase(Locale.ROOT)));
        }
        filter.select(Filter.ALL);
        search.addValueChangeListener(_ -> applyFilter());
        grid = new GrantGrid(messages, grantFormatter, clock, this::revoke);
        grid.grid().setPartNameGenerator(row -> isTarget(row) ? "changed" : null);
        addHeader(createButton("grants.give", this::openDialog));
        add(StyledElements.div("tools with-filter", search, filter), grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation().getQueryParameters().getSingleParameter(WHO).ifPresent(search::setValue);
        targetId = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(GRANT)
                .orElse("");
        scrollPending = !targetId.isEmpty();
    }

    @Override
    protected List<GrantRow> load(Caller caller) {
        return rowLoader.load(caller);
    }

    @Override
    protected void update(List<GrantRow> present) {
        all = present;
        applyFilter();
        List<GrantRow> listed = grid.rows();
        for (int i = 0; i < listed.size() && scrollPending; i++) {
            if (isTarget(listed.get(i))) {
                grid.grid().scrollToIndex(i);
                scrollPending = false;
            }
        }
    }

    private boolean isTarget(GrantRow row) {
        return row.grant().id().toString().equals(targetId);
    }

    private void applyFilter() {
        SearchQuery<?> query = search.query();
        List<GrantRow> listed = all.stream()
                .filter(this::isListed)
                .filter(row -> query.isContainedIn(
                        grantFormatter.searchText(row.grant(), row.grantee().name())))
                .toList();
        if (listed.isEmpty()) {
            grid.setEmptyState("shield", all.isEmpty() ? "grants.none" : "grants.no-match");
        }
        grid.setRows(listed);
    }

    private boolean isListed(GrantRow row) {
        return switch (filter.selected().orElse(Filter.ALL)) {
            case ALL -> true;
            case SOON -> row.endsSoon(clock.instant());
            case ENDED -> row.hasEnded(clock.instant());
        };
    }

    private void openDialog() {
        grantAccessDialogFactory.open(
                messages,
                grantAccessDialogFactory.findGrantee(search.getValue().strip()).orElse(null),
                this::reload);
    }

    private void revoke(GrantRow row) {
        perform(caller -> {
            grantService.revoke(caller, row.grant().id());
            reload();
            Toasts.showSuccess(messages.text("grants.revoked", row.grantee().name()));
        });
    }
}
