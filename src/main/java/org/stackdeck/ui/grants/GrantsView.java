package org.stackdeck.ui.grants;

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
import org.stackdeck.access.Grants;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.inventory.Inventory;
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

    private final transient Grants grants;
    private final transient GiveAccess giveAccess;
    private final transient Directory directory;
    private final transient Groups groups;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final Words words = Words.here();
    private final transient GrantPhrases phrases;
    private final Grid<GrantRow> grid = new Grid<>();
    private final TextField search = new TextField();
    private final Segments<Filter> filter;
    private final Div empty = new Div();
    private List<GrantRow> all = List.of();
    private List<GrantRow> rows = List.of();
    /** ID of the grant to highlight once. */
    private String wanted = "";

    GrantsView(
            Grants grants,
            GiveAccess giveAccess,
            Directory directory,
            Groups groups,
            Clouds clouds,
            Inventory inventory,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Clock clock) {
        this.grants = grants;
        this.giveAccess = giveAccess;
        this.directory = directory;
        this.groups = groups;
        this.news = news;
        this.live = live;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.clock = clock;
        this.phrases = new GrantPhrases(words, clouds, inventory);
        this.filter = new Segments<>(words.say("grants.filter"), _ -> paint());
        for (Filter each : Filter.values()) {
            filter.offer(each, words.say("grants.filter." + each.name().toLowerCase(Locale.ROOT)));
        }
        filter.press(Filter.ALL);
        addClassName("list-page");
        Button give = new Button(words.say("grants.give"), new Icon("plus"), _ -> openDialog());
        give.addThemeVariants(ButtonVariant.PRIMARY);
        search.setPlaceholder(words.say("grants.search"));
        search.setAriaLabel(words.say("grants.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(new Icon("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> paint());
        Div tools = new Div(search, filter);
        tools.addClassNames("tools", "with-filter");
        empty.addClassName("empty-box");
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(Pages.title(words.say("grants.title"), give), tools, box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("grants.title"));
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
        news.keep(event, live, () -> present(caller), this::show);
    }

    private void build() {
        GrantCells cells = new GrantCells(words, phrases, clock);
        Pages.dress(grid, words.say("grants.title"));
        Pages.card(grid, cells.card(this::revoke));
        Pages.column(grid, words.say("grants.column.who"), cells.who(), "200px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("grants.column.project"), cells.project(), "180px", 900);
        Pages.column(grid, words.say("grants.column.servers"), cells.servers(), "220px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.column.may"), cells.may(), "180px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.column.until"), cells.until(), "220px", 760);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.revoke(this::revoke), "64px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setPartNameGenerator(row -> isWanted(row) ? "changed" : null);
        grid.setDataProvider(new CallbackDataProvider<GrantRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.grant().id()));
    }

    private List<GrantRow> present(Caller caller) {
        directory.requireAdministrator(caller);
        Map<Grantee, Party> parties =
                Party.named(directory, groups).stream().collect(Collectors.toMap(Party::grantee, Function.identity()));
        return grants.all().stream()
                .map(grant -> new GrantRow(grant, party(parties, grant)))
                .sorted(Comparator.comparing(row -> row.party().name()))
                .toList();
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(List<GrantRow> present) {
        all = present;
        paint();
        for (int i = 0; i < rows.size() && !wanted.isEmpty(); i++) {
            if (isWanted(rows.get(i))) {
                grid.scrollToIndex(i);
            }
        }
    }

    private boolean isWanted(GrantRow row) {
        return row.grant().id().toString().equals(wanted);
    }

    private static Party party(Map<Grantee, Party> parties, Grant grant) {
        Party known = parties.get(grant.grantee());
        return known == null ? new Party(grant.grantee(), grant.grantee().uuid().toString()) : known;
    }

    private void paint() {
        String[] parts = search.getValue().strip().toLowerCase(words.locale()).split("\\s+", -1);
        rows = all.stream()
                .filter(this::listed)
                .filter(row -> matches(row, parts))
                .toList();
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
        empty.removeAll();
        if (rows.isEmpty()) {
            String key = all.isEmpty() ? "grants.none" : "grants.no-match";
            empty.add(new EmptyState("shield", words.say(key), words.say(key + ".hint")));
        }
    }

    private boolean listed(GrantRow row) {
        return switch (filter.pressed().orElse(Filter.ALL)) {
            case ALL -> true;
            case SOON -> row.endingSoon(clock.instant());
            case ENDED -> row.ended(clock.instant());
        };
    }

    private boolean matches(GrantRow row, String[] parts) {
        String text = phrases.searchable(row.grant(), row.party().name()).toLowerCase(words.locale());
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }

    private void openDialog() {
        giveAccess.open(words, search.getValue().strip(), this::show);
    }

    private void revoke(GrantRow row) {
        prompt.during(words, () -> {
            grants.revoke(currentUser.caller(), row.grant().id());
            show();
            Toasts.done(words.say("grants.revoked", row.party().name()));
        });
    }
}
