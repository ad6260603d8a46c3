package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.QueryTimeoutException;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.audit.AuditReviewService;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Audit page: lists the entries of the audit trail with live updates, newest first. The URL contains the filter. */
@Route(value = AuditView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/top.js")
class AuditView extends TitledPage implements AfterNavigationObserver {

    static final String PATH = "admin/audit";

    private final transient AuditReviewService auditReviewService;
    private final transient CurrentUser currentUser;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient Clock clock;
    private final transient AuditMessages auditMessages = new AuditMessages(messages);
    private final AuditFilterBar bar;
    private final AuditGrid grid = new AuditGrid(messages, auditMessages);
    private final Div more = StyledElements.div("more");
    private final NativeButton showMore = NativeButtons.bordered("");
    private AuditFilterCriteria criteria = AuditFilterCriteria.NONE;
    private boolean atTop = true;
    /** Also read by the thread that counts new entries. */
    private transient volatile SearchResult searchResult;

    /** The search whose result the page shows. */
    private record SearchResult(AuditEntryFilter query, AuditTrailPager pages) {}

    AuditView(
            AuditReviewService auditReviewService,
            UserDirectory userDirectory,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            Clock clock) {
        super("admin.audit.title");
        this.auditReviewService = auditReviewService;
        this.currentUser = currentUser;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.clock = clock;
        this.searchResult = search(AuditEntryFilter.ALL);
        this.bar = new AuditFilterBar(
                messages,
                auditMessages,
                userDirectory.all().stream().map(user -> user.name().value()).toList(),
                this::onSearch);
        AuditChainVerificationPanel check =
                new AuditChainVerificationPanel(auditReviewService, currentUser, uiPush, messages);
        AuditExportMenu menu = new AuditExportMenu(
                auditReviewService, handler, messages, () -> criteria.query(clock.instant(), messages.zone()));
        more.add(showMore);
        showMore.addClickListener(_ -> {
            grid.grid().scrollToStart();
            refresh();
        });
        grid.add(more);
        addHeader(menu, check.button());
        add(check, bar, grid);
        prepareGrid();
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
        grid.grid().getElement().executeJs("window.stackdeckTop(this)");
        Consumer<Integer> newEntryCountReceiver = uiPush.latest(ui, this, this::onNewEntries);
        Subscription subscription = notifier.subscribeToAudit(() -> {
            SearchResult present = searchResult;
            newEntryCountReceiver.accept(auditReviewService.countNewer(
                    caller, present.query(), present.pages().newestNumber()));
        });
        UiPush.closeOnDetach(this, subscription);
    }

    private void prepareGrid() {
        grid.grid()
                .getElement()
                .addEventListener("sd-top", event -> {
                    atTop = event.getEventData().get("event.detail.top").asBoolean();
                    if (atTop && more.isVisible()) {
                        refresh();
                    }
                })
                .addEventData("event.detail.top");
        grid.grid()
                .setItems(new CallbackDataProvider<NumberedAuditEntry, Void>(
                        query -> loadRows(query.getOffset(), query.getLimit()).stream(),
                        _ -> searchResult.pages().estimate(),
                        NumberedAuditEntry::sequence));
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
        AuditReviewService.SequenceRange sequenceRange = auditReviewService.sequenceRange(currentUser.caller());
        return new SearchResult(
                query,
                new AuditTrailPager(
                        (before, skip, limit) ->
                                auditReviewService.findPage(currentUser.caller(), query, before, skip, limit),
                        sequenceRange.oldest(),
                        sequenceRange.newest(),
                        query.equals(AuditEntryFilter.ALL)));
    }

    private void refresh() {
        searchResult = search(criteria.query(clock.instant(), messages.zone()));
        Optional<EmptyState> instead = emptyState();
        more.setVisible(false);
        instead.ifPresent(this::showInstead);
        if (instead.isEmpty()) {
            grid.showEmptyState(false);
            grid.grid()
                    .getLazyDataView()
                    .setItemCountEstimate(searchResult.pages().estimate());
            grid.grid().getDataProvider().refreshAll();
        }
    }

    /**
     * Returns the message that replaces the list if there are no results or the search takes too long; otherwise empty.
     */
    private Optional<EmptyState> emptyState() {
        try {
            return searchResult.pages().page(0, 1).isEmpty() ? Optional.of(noResults()) : Optional.empty();
        } catch (QueryTimeoutException e) {
            return Optional.of(tooLong());
        }
    }

    /**
     * Returns rows of the list. If this takes too long, replaces the list with a message, because a list that ends
     * early would look complete. The first match alone can be found much faster than a page of matches.
     */
    private List<NumberedAuditEntry> loadRows(int offset, int limit) {
        try {
            return searchResult.pages().page(offset, limit);
        } catch (QueryTimeoutException e) {
            showInstead(tooLong());
            return List.of();
        }
    }

    private void showInstead(EmptyState emptyState) {
        grid.setEmptyState(emptyState);
        grid.showEmptyState(true);
    }

    private EmptyState tooLong() {
        return new EmptyState(
                "search", messages.text("admin.audit.too-long"), messages.text("admin.audit.too-long.hint"), clear());
    }

    private EmptyState noResults() {
        if (criteria.equals(AuditFilterCriteria.NONE)) {
            return new EmptyState("audit", messages.text("admin.audit.none"), messages.text("admin.audit.none.hint"));
        }
        return new EmptyState(
                "search", messages.text("admin.audit.no-match"), messages.text("admin.audit.no-match.hint"), clear());
    }

    private NativeButton clear() {
        NativeButton clear = NativeButtons.bordered(messages.text("admin.audit.search.clear"));
        clear.addClickListener(_ -> bar.clear());
        return clear;
    }

    /**
     * Shows new entries that match the filter if the list is empty or scrolled to the top. Otherwise shows only their
     * number, so that rows do not move.
     */
    private void onNewEntries(int entries) {
        if (entries == 0) {
            return;
        }
        if (atTop || !grid.grid().isVisible()) {
            refresh();
        } else {
            showMore.setText(messages.text("admin.audit.more", entries));
            more.setVisible(true);
        }
    }
}
