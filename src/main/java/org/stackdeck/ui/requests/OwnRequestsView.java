package org.stackdeck.ui.requests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestClosedException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Access requests of the user and their results. */
@Route(value = OwnRequestsView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
public class OwnRequestsView extends Div implements HasDynamicTitle {

    public static final String PATH = "requests";

    private final transient AccessRequests requests;
    private final transient RequestNews news;
    private final transient Live live;
    private final transient CurrentUser currentUser;
    private final Words words = Words.here();
    private final Grid<AccessRequest> grid = new Grid<>();
    private final Div empty = new Div();
    private List<AccessRequest> rows = List.of();

    OwnRequestsView(AccessRequests requests, RequestNews news, Live live, CurrentUser currentUser) {
        this.requests = requests;
        this.news = news;
        this.live = live;
        this.currentUser = currentUser;
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState("inbox", words.say("requests.own.none"), words.say("requests.own.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        AccessAsker asker = new AccessAsker(requests, currentUser, words);
        Button ask = new Button(words.say("requests.ask"), new Icon("plus"), _ -> asker.askInWords());
        add(Pages.title(words.say("requests.own.title"), ask), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("requests.own.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        news.keep(event, live, caller.userId()::equals, () -> requests.own(caller), this::show);
    }

    private void build() {
        RequestCells cells = new RequestCells(words, new RequestPhrases(words));
        Pages.dress(grid, words.say("requests.own.title"));
        grid.addClassName("tall-rows");
        Pages.card(grid, cells.ownCard(this::withdraw));
        Pages.column(grid, words.say("requests.column.what"), cells.what(), "220px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        Pages.column(grid, words.say("requests.column.reason"), cells.reason(), "220px", 1040)
                .setFlexGrow(1);
        Pages.column(grid, words.say("requests.column.time"), cells.time(), "100px", 1140);
        Pages.column(grid, words.say("requests.column.asked"), cells.asked(), "120px", 1320);
        Pages.column(grid, words.say("requests.column.state"), cells.state(), "260px", 0)
                .setFlexGrow(1);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.withdraw(this::withdraw), "110px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<AccessRequest, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                AccessRequest::id));
    }

    private void show(List<AccessRequest> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
        if (rows.stream().anyMatch(request -> request.answer() != null && !request.seen())) {
            requests.seen(currentUser.caller());
        }
    }

    private void withdraw(AccessRequest request) {
        Caller caller = currentUser.caller();
        try {
            requests.withdraw(caller, request.id());
            Toasts.done(words.say("requests.withdrawn"));
        } catch (RequestClosedException e) {
            // A second click on the same button has no effect.
            if (e.request().state() != AccessRequest.State.WITHDRAWN) {
                Toasts.problem(words.say("requests.not-open"), new RequestPhrases(words).decided(e.request()));
            }
        }
        show(requests.own(caller));
    }
}
