package org.stackdeck.ui.accessrequests;

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
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestClosedException;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;

/** Access requests of the user and their results. */
@Route(value = MyAccessRequestsView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
public class MyAccessRequestsView extends Div implements HasDynamicTitle {

    public static final String PATH = "requests";

    private final transient AccessRequestService accessRequestService;
    private final transient AccessRequestChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final Grid<AccessRequest> grid = new Grid<>();
    private final Div empty = new Div();
    private List<AccessRequest> rows = List.of();

    MyAccessRequestsView(
            AccessRequestService accessRequestService,
            AccessRequestChangeNotifier notifier,
            UiPush uiPush,
            CurrentUser currentUser) {
        this.accessRequestService = accessRequestService;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.currentUser = currentUser;
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState("inbox", messages.text("requests.own.none"), messages.text("requests.own.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        AccessRequester requester = new AccessRequester(accessRequestService, currentUser, messages);
        Button ask = new Button(messages.text("requests.ask"), new Icon("plus"), _ -> requester.requestFreeForm());
        add(ListPageElements.header(messages.text("requests.own.title"), ask), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("requests.own.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, caller.userId()::equals, () -> accessRequestService.listOwn(caller), this::update);
    }

    private void build() {
        AccessRequestCellRenderers cells =
                new AccessRequestCellRenderers(messages, new AccessRequestMessages(messages));
        ListPageElements.style(grid, messages.text("requests.own.title"));
        grid.addClassName("tall-rows");
        ListPageElements.addCardColumn(grid, cells.ownCard(this::cancel));
        ListPageElements.addColumn(grid, messages.text("requests.column.what"), cells.what(), "220px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("requests.column.reason"), cells.reason(), "220px", 1040)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("requests.column.time"), cells.time(), "100px", 1140);
        ListPageElements.addColumn(grid, messages.text("requests.column.asked"), cells.requestedAt(), "120px", 1320);
        ListPageElements.addColumn(grid, messages.text("requests.column.state"), cells.state(), "260px", 0)
                .setFlexGrow(1);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", cells.cancel(this::cancel), "110px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<AccessRequest, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                AccessRequest::id));
    }

    private void update(List<AccessRequest> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
        if (rows.stream().anyMatch(request -> request.decision() != null && !request.seen())) {
            accessRequestService.markSeen(currentUser.caller());
        }
    }

    private void cancel(AccessRequest request) {
        Caller caller = currentUser.caller();
        try {
            accessRequestService.cancel(caller, request.id());
            Toasts.showSuccess(messages.text("requests.withdrawn"));
        } catch (AccessRequestClosedException e) {
            // A second click on the same button has no effect.
            if (e.request().state() != AccessRequest.State.WITHDRAWN) {
                Toasts.showError(
                        messages.text("requests.not-open"), new AccessRequestMessages(messages).stateText(e.request()));
            }
        }
        update(accessRequestService.listOwn(caller));
    }
}
