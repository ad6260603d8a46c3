package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.QueryTimeoutException;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.audit.AuditAdministrationService;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Audit trail with live updates, newest entries first. The URL contains the filter. */
@Route(value = AuditView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/top.js")
class AuditView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    static final String PATH = "admin/audit";

    private final transient AuditAdministrationService auditReadService;
    private final transient CurrentUser currentUser;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient Clock clock;
    private final Messages messages = Messages.current();
    private final transient AuditMessages says = new AuditMessages(messages);
    private final AuditFilterBar bar;
    private final Grid<AuditRecord> grid = new Grid<>();
    private final Div empty = new Div();
    private final Div more = new Div();
    private final NativeButton showMore;
    private AuditFilterCriteria criteria = AuditFilterCriteria.NONE;
    private boolean atTop = true;
    /** Also read by the thread that loads new entries. */
    private transient volatile SearchResult searchResult;

    /** The search whose result the page shows. */
    private record SearchResult(AuditEntryFilter query, AuditRecordPager pages) {}

    AuditView(
            AuditAdministrationService auditReadService,
            UserDirectory userDirectory,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            Clock clock) {
        this.auditReadService = auditReadService;
        this.currentUser = currentUser;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.clock = clock;
        this.searchResult = search(AuditEntryFilter.ALL);
        this.bar = new AuditFilterBar(
                messages,
                says,
                userDirectory.all().stream().map(user -> user.name().value()).toList(),
                this::onSearch);
        this.showMore = Buttons.bordered("");
        addClassName("list-page");
        AuditChainVerificationPanel check = new AuditChainVerificationPanel(auditReadService, currentUser, messages);
        AuditExportMenu menu = new AuditExportMenu(
                auditReadService,
                prompt,
                currentUser,
                messages,
                () -> criteria.query(clock.instant(), messages.zone()));
        empty.addClassName("empty-box");
        more.addClassName("more");
        more.add(showMore);
        showMore.addClickListener(_ -> {
            grid.scrollToStart();
            refresh();
        });
        Div box = new Div(grid, empty, more);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("admin.audit.title"), menu, check.button()), check, bar, box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("admin.audit.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        criteria =
                AuditFilterCriteria.of(event.getLocation().getQueryParameters().getParameters());
        bar.setFilter(criteria);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Caller caller = currentUser.caller();
        grid.getElement().executeJs("window.stackdeckTop(this)");
        Consumer<Integer> tell = uiPush.latest(ui, this, this::onNewEntries);
        Subscription subscription = notifier.subscribeToAudit(() -> {
            SearchResult present = searchResult;
            tell.accept(auditReadService.countNewer(
                    caller, present.query(), present.pages().newestNumber()));
        });
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void build() {
        ListPageElements.style(grid, messages.text("admin.audit.title"));
        grid.addClassName("trail");
        AuditCellRenderers cells = new AuditCellRenderers(says);
        ListPageElements.addCardColumn(grid, cells.card());
        column("at", cells.time(), "190px", 0);
        column("actor", cells.actor(), "130px", 0).setFlexGrow(1);
        column("action", cells.action(), "190px", 0).setFlexGrow(1);
        column("object", cells.object(), "180px", 760).setFlexGrow(2);
        column("result", cells.result(), "120px", 560);
        column("source", cells.source(), "160px", 1000);
        column("detail", cells.detail(), "180px", 1200).setFlexGrow(3);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(written -> new AuditEntryDetails(written, messages, says)));
        grid.getElement()
                .addEventListener("sd-top", event -> {
                    atTop = event.getEventData().get("event.detail.top").asBoolean();
                    if (atTop && more.isVisible()) {
                        refresh();
                    }
                })
                .addEventData("event.detail.top");
        grid.setItems(new CallbackDataProvider<AuditRecord, Void>(
                query -> searchResult.pages().page(query.getOffset(), query.getLimit()).stream(),
                _ -> searchResult.pages().estimate(),
                AuditRecord::sequence));
    }

    private Grid.Column<AuditRecord> column(String key, LitRenderer<AuditRecord> renderer, String width, int from) {
        return ListPageElements.addColumn(grid, messages.text("admin.audit.column." + key), renderer, width, from);
    }

    private void onSearch(AuditFilterCriteria auditFilterCriteria) {
        criteria = auditFilterCriteria;
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(PATH, QueryParameters.simple(criteria.parameters())));
        refresh();
    }

    private SearchResult search(AuditEntryFilter query) {
        AuditAdministrationService.SequenceRange sequenceRange = auditReadService.sequenceRange(currentUser.caller());
        return new SearchResult(
                query,
                new AuditRecordPager(
                        (before, skip, limit) ->
                                auditReadService.findPage(currentUser.caller(), query, before, skip, limit),
                        sequenceRange.oldest(),
                        sequenceRange.newest(),
                        query.equals(AuditEntryFilter.ALL)));
    }

    /** Repeats the search. */
    private void refresh() {
        searchResult = search(criteria.query(clock.instant(), messages.zone()));
        Optional<EmptyState> instead = emptyState();
        more.setVisible(false);
        grid.setVisible(instead.isEmpty());
        empty.setVisible(instead.isPresent());
        empty.removeAll();
        instead.ifPresent(empty::add);
        if (instead.isEmpty()) {
            grid.getLazyDataView().setItemCountEstimate(searchResult.pages().estimate());
            grid.getDataProvider().refreshAll();
        }
    }

    /** The message that replaces an empty list. */
    private Optional<EmptyState> emptyState() {
        try {
            return searchResult.pages().page(0, 1).isEmpty() ? Optional.of(noResults()) : Optional.empty();
        } catch (QueryTimeoutException e) {
            return Optional.of(new EmptyState(
                    "search",
                    messages.text("admin.audit.too-long"),
                    messages.text("admin.audit.too-long.hint"),
                    clear()));
        }
    }

    private EmptyState noResults() {
        if (criteria.equals(AuditFilterCriteria.NONE)) {
            return new EmptyState("audit", messages.text("admin.audit.none"), messages.text("admin.audit.none.hint"));
        }
        return new EmptyState(
                "search", messages.text("admin.audit.no-match"), messages.text("admin.audit.no-match.hint"), clear());
    }

    private NativeButton clear() {
        NativeButton clear = Buttons.bordered(messages.text("admin.audit.search.clear"));
        clear.addClickListener(_ -> bar.clear());
        return clear;
    }

    /**
     * Handles new entries that match the filter. They are shown if the list is scrolled to the top; otherwise rows do
     * not move.
     */
    private void onNewEntries(int entries) {
        if (entries == 0) {
            return;
        }
        if (atTop || empty.isVisible()) {
            refresh();
        } else {
            showMore.setText(messages.text("admin.audit.more", entries));
            more.setVisible(true);
        }
    }
}
