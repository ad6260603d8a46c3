package org.stackdeck.ui.access.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Lists the grants: grantees, permissions, servers and end. */
@Route(value = GrantsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class GrantsView extends Div implements HasDynamicTitle, BeforeEnterObserver {

    public static final String PATH = "admin/grants";

    /** Parameter with the name of the user or group whose grants are shown. */
    public static final String WHO = "who";

    /** Parameter with the ID of a grant to highlight. */
    public static final String GRANT = "grant";

    /** Filter by end. */
    private enum Filter {
        ALL,
        SOON,
        ENDED
    }

    private final transient GrantService grantService;
    private final transient GrantAccessDialogFactory grantAccessDialogFactory;
    private final transient UserDirectory userDirectory;
    private final transient GroupService groupService;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final Messages messages = Messages.current();
    private final transient GrantMessages grantMessages;
    private final Grid<GrantRow> grid = new Grid<>();
    private final TextField search = new TextField();
    private final ToggleGroup<Filter> filter;
    private final Div empty = new Div();
    private List<GrantRow> all = List.of();
    private List<GrantRow> rows = List.of();
    /** ID of the grant to highlight once. */
    private String wanted = "";

    GrantsView(
            GrantService grantService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            UserDirectory userDirectory,
            GroupService groupService,
            Clouds clouds,
            Inventory inventory,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            Clock clock) {
        this.grantService = grantService;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.clock = clock;
        this.grantMessages = new GrantMessages(messages, clouds, inventory);
        this.filter = new ToggleGroup<>(messages.text("grants.filter"), _ -> applyFilter());
        for (Filter each : Filter.values()) {
            filter.addOption(each, messages.text("grants.filter." + each.name().toLowerCase(Locale.ROOT)));
        }
        filter.select(Filter.ALL);
        addClassName("list-page");
        Button give = new Button(messages.text("grants.give"), new Icon("plus"), _ -> openDialog());
        give.addThemeVariants(ButtonVariant.PRIMARY);
        search.setPlaceholder(messages.text("grants.search"));
        search.setAriaLabel(messages.text("grants.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(new Icon("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> applyFilter());
        Div tools = new Div(search, filter);
        tools.addClassNames("tools", "with-filter");
        empty.addClassName("empty-box");
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("grants.title"), give), tools, box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("grants.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation().getQueryParameters().getSingleParameter(WHO).ifPresent(search::setValue);
        wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(GRANT)
                .orElse("");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, () -> load(caller), this::update);
    }

    private void build() {
        GrantCellRenderers cells = new GrantCellRenderers(messages, grantMessages, clock);
        ListPageElements.style(grid, messages.text("grants.title"));
        ListPageElements.addCardColumn(grid, cells.card(this::revoke));
        ListPageElements.addColumn(grid, messages.text("grants.column.who"), cells.who(), "200px", 0)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("grants.column.project"), cells.project(), "180px", 900);
        ListPageElements.addColumn(grid, messages.text("grants.column.servers"), cells.servers(), "220px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("grants.column.may"), cells.permissions(), "180px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("grants.column.until"), cells.until(), "220px", 760);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", cells.revoke(this::revoke), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setPartNameGenerator(row -> isTarget(row) ? "changed" : null);
        grid.setDataProvider(new CallbackDataProvider<GrantRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.grant().id()));
    }

    private List<GrantRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<Grantee, NamedGrantee> parties = NamedGrantee.allIncludingRejected(userDirectory, groupService).stream()
                .collect(Collectors.toMap(NamedGrantee::grantee, Function.identity()));
        return grantService.list().stream()
                .map(grant -> new GrantRow(grant, party(parties, grant)))
                .sorted(Comparator.comparing(row -> row.party().name()))
                .toList();
    }

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(List<GrantRow> present) {
        all = present;
        applyFilter();
        for (int i = 0; i < rows.size() && !wanted.isEmpty(); i++) {
            if (isTarget(rows.get(i))) {
                grid.scrollToIndex(i);
            }
        }
    }

    private boolean isTarget(GrantRow row) {
        return row.grant().id().toString().equals(wanted);
    }

    private static NamedGrantee party(Map<Grantee, NamedGrantee> parties, Grant grant) {
        NamedGrantee known = parties.get(grant.grantee());
        return known == null
                ? new NamedGrantee(grant.grantee(), grant.grantee().uuid().toString())
                : known;
    }

    private void applyFilter() {
        String[] parts =
                search.getValue().strip().toLowerCase(messages.locale()).split("\\s+", -1);
        rows = all.stream()
                .filter(this::isListed)
                .filter(row -> matches(row, parts))
                .toList();
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
        empty.removeAll();
        if (rows.isEmpty()) {
            String key = all.isEmpty() ? "grants.none" : "grants.no-match";
            empty.add(new EmptyState("shield", messages.text(key), messages.text(key + ".hint")));
        }
    }

    private boolean isListed(GrantRow row) {
        return switch (filter.selected().orElse(Filter.ALL)) {
            case ALL -> true;
            case SOON -> row.endsSoon(clock.instant());
            case ENDED -> row.hasEnded(clock.instant());
        };
    }

    private boolean matches(GrantRow row, String[] parts) {
        String text = grantMessages.searchText(row.grant(), row.party().name()).toLowerCase(messages.locale());
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }

    private void openDialog() {
        grantAccessDialogFactory.open(messages, search.getValue().strip(), this::reload);
    }

    private void revoke(GrantRow row) {
        prompt.runAuthenticated(messages, () -> {
            grantService.revoke(currentUser.caller(), row.grant().id());
            reload();
            Toasts.showSuccess(messages.text("grants.revoked", row.party().name()));
        });
    }
}
