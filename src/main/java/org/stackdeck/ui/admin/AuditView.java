package org.stackdeck.ui.admin;

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
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.TrailReading;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Audit trail with live updates, newest entries first. The URL contains the filter. */
@Route(value = AuditView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/top.js")
class AuditView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    static final String PATH = "admin/audit";

    private final transient TrailReading reading;
    private final transient CurrentUser currentUser;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient Clock clock;
    private final Words words = Words.here();
    private final transient AuditWords says = new AuditWords(words);
    private final AuditFilterBar bar;
    private final Grid<AuditRecord> grid = new Grid<>();
    private final Div empty = new Div();
    private final Div more = new Div();
    private final NativeButton showMore;
    private AuditFilter filter = AuditFilter.NONE;
    private boolean atTop = true;
    /** Also read by the thread that loads new entries. */
    private transient volatile Shown shown;

    /** The search whose result the page shows. */
    private record Shown(AuditQuery query, TrailPages pages) {}

    AuditView(
            TrailReading reading,
            Directory directory,
            ProofPrompt prompt,
            CurrentUser currentUser,
            AdminNews news,
            Live live,
            Clock clock) {
        this.reading = reading;
        this.currentUser = currentUser;
        this.news = news;
        this.live = live;
        this.clock = clock;
        this.shown = search(AuditQuery.ALL);
        this.bar = new AuditFilterBar(
                words,
                says,
                directory.all().stream().map(user -> user.name().value()).toList(),
                this::searched);
        this.showMore = Buttons.bordered("");
        addClassName("list-page");
        ChainVerdict verdict = new ChainVerdict(reading, currentUser, words);
        AuditExport export =
                new AuditExport(reading, prompt, currentUser, words, () -> filter.query(clock.instant(), words.zone()));
        empty.addClassName("empty-box");
        more.addClassName("more");
        more.add(showMore);
        showMore.addClickListener(_ -> {
            grid.scrollToStart();
            refresh();
        });
        Div box = new Div(grid, empty, more);
        box.addClassName("grid-box");
        add(Pages.title(words.say("admin.audit.title"), export, verdict.button()), verdict, bar, box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("admin.audit.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        filter = AuditFilter.of(event.getLocation().getQueryParameters().getParameters());
        bar.show(filter);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Caller caller = currentUser.caller();
        grid.getElement().executeJs("window.stackdeckTop(this)");
        Consumer<Integer> tell = live.newest(ui, this, this::came);
        Subscription subscription = news.ofTrail(() -> {
            Shown present = shown;
            tell.accept(reading.newer(caller, present.query(), present.pages().newest()));
        });
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void build() {
        Pages.dress(grid, words.say("admin.audit.title"));
        grid.addClassName("trail");
        AuditCells cells = new AuditCells(says);
        Pages.card(grid, cells.card());
        column("at", cells.time(), "190px", 0);
        column("actor", cells.actor(), "130px", 0).setFlexGrow(1);
        column("action", cells.action(), "190px", 0).setFlexGrow(1);
        column("object", cells.object(), "180px", 760).setFlexGrow(2);
        column("result", cells.result(), "120px", 560);
        column("source", cells.source(), "160px", 1000);
        column("detail", cells.detail(), "180px", 1200).setFlexGrow(3);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(written -> new AuditDetails(written, words, says)));
        grid.getElement()
                .addEventListener("sd-top", event -> {
                    atTop = event.getEventData().get("event.detail.top").asBoolean();
                    if (atTop && more.isVisible()) {
                        refresh();
                    }
                })
                .addEventData("event.detail.top");
        grid.setItems(new CallbackDataProvider<AuditRecord, Void>(
                query -> shown.pages().page(query.getOffset(), query.getLimit()).stream(),
                _ -> shown.pages().estimate(),
                AuditRecord::sequence));
    }

    private Grid.Column<AuditRecord> column(String key, LitRenderer<AuditRecord> renderer, String width, int from) {
        return Pages.column(grid, words.say("admin.audit.column." + key), renderer, width, from);
    }

    private void searched(AuditFilter wish) {
        filter = wish;
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(PATH, QueryParameters.simple(filter.parameters())));
        refresh();
    }

    private Shown search(AuditQuery query) {
        TrailReading.Extent extent = reading.extent(currentUser.caller());
        return new Shown(
                query,
                new TrailPages(
                        (before, skip, limit) -> reading.page(currentUser.caller(), query, before, skip, limit),
                        extent.oldest(),
                        extent.newest(),
                        query.equals(AuditQuery.ALL)));
    }

    /** Repeats the search. */
    private void refresh() {
        shown = search(filter.query(clock.instant(), words.zone()));
        Optional<EmptyState> instead = instead();
        more.setVisible(false);
        grid.setVisible(instead.isEmpty());
        empty.setVisible(instead.isPresent());
        empty.removeAll();
        instead.ifPresent(empty::add);
        if (instead.isEmpty()) {
            grid.getLazyDataView().setItemCountEstimate(shown.pages().estimate());
            grid.getDataProvider().refreshAll();
        }
    }

    /** The message that replaces an empty list. */
    private Optional<EmptyState> instead() {
        try {
            return shown.pages().page(0, 1).isEmpty() ? Optional.of(nothing()) : Optional.empty();
        } catch (QueryTimeoutException e) {
            return Optional.of(new EmptyState(
                    "search", words.say("admin.audit.too-long"), words.say("admin.audit.too-long.hint"), clear()));
        }
    }

    private EmptyState nothing() {
        if (filter.equals(AuditFilter.NONE)) {
            return new EmptyState("audit", words.say("admin.audit.none"), words.say("admin.audit.none.hint"));
        }
        return new EmptyState(
                "search", words.say("admin.audit.no-match"), words.say("admin.audit.no-match.hint"), clear());
    }

    private NativeButton clear() {
        NativeButton clear = Buttons.bordered(words.say("admin.audit.search.clear"));
        clear.addClickListener(_ -> bar.clear());
        return clear;
    }

    /**
     * Handles new entries that match the filter. They are shown if the list is scrolled to the top; otherwise rows do
     * not move.
     */
    private void came(int entries) {
        if (entries == 0) {
            return;
        }
        if (atTop || empty.isVisible()) {
            refresh();
        } else {
            showMore.setText(words.say("admin.audit.more", entries));
            more.setVisible(true);
        }
    }
}
