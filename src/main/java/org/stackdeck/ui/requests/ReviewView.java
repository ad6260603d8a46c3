package org.stackdeck.ui.requests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GiveAccess;
import org.stackdeck.ui.grants.GiveAccessDialog;
import org.stackdeck.ui.proof.ProofPrompt;

/** Access requests for review: pending requests first, then decided ones. */
@Route(value = ReviewView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class ReviewView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/requests";

    private final transient AccessRequests requests;
    private final transient GiveAccess giveAccess;
    private final transient RequestNews news;
    private final transient Live live;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final transient RequestDeeds deeds;
    private final Words words = Words.here();
    private final transient RequestPhrases phrases = new RequestPhrases(words);
    private final Grid<AccessRequest> grid = new Grid<>();
    private final Div empty = new Div();
    private List<AccessRequest> rows = List.of();

    ReviewView(
            AccessRequests requests,
            GiveAccess giveAccess,
            RequestNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Clock clock) {
        this.requests = requests;
        this.giveAccess = giveAccess;
        this.news = news;
        this.live = live;
        this.currentUser = currentUser;
        this.clock = clock;
        this.deeds = new RequestDeeds(requests, prompt, currentUser, words, this::show);
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState("inbox", words.say("requests.none"), words.say("requests.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(Pages.title(words.say("requests.title")), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("requests.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        news.keep(event, live, _ -> true, () -> present(caller), this::show);
    }

    private void build() {
        RequestCells cells = new RequestCells(words, phrases);
        RequestCells.Answers answers = new RequestCells.Answers(deeds::approve, this::change, this::refuse);
        Pages.dress(grid, words.say("requests.title"));
        grid.addClassNames("tall-rows", "review");
        Pages.card(grid, cells.reviewCard(answers));
        Pages.column(grid, words.say("requests.column.who"), cells.who(), "110px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("requests.column.what"), cells.what(), "140px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("requests.column.reason"), cells.reason(), "150px", 0)
                .setFlexGrow(2);
        Pages.column(grid, words.say("requests.column.time"), cells.time(), "80px", 1000);
        Pages.column(grid, words.say("requests.column.asked"), cells.asked(), "120px", 1120);
        Pages.column(grid, words.say("requests.column.state"), cells.answers(answers), "272px", 0);
        grid.setDataProvider(new CallbackDataProvider<AccessRequest, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                AccessRequest::id));
    }

    private List<AccessRequest> present(Caller caller) {
        return Stream.concat(requests.open(caller).stream(), requests.closed(caller).stream())
                .toList();
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(List<AccessRequest> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    /** Opens the grant dialog with the requested values. */
    private void change(AccessRequest request) {
        GiveAccessDialog dialog = giveAccess.dialog(
                words,
                currentUser.caller().userId(),
                null,
                (draft, done) -> deeds.approve(request, draft.terms(), done));
        dialog.answer(new GiveAccessDialog.Wished(
                words.say("requests.approve.title", request.byName().value()),
                phrases.wish(request),
                Grantee.of(request.by()),
                request.asAsked(clock.instant()).orElse(null),
                clock.instant().plus(request.wish().duration())));
        dialog.open();
    }

    private void refuse(AccessRequest request) {
        new RefuseDialog(words, request, (reason, done) -> deeds.refuse(request, reason, done)).open();
    }
}
