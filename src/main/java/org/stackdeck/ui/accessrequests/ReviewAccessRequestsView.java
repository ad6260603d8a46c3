package org.stackdeck.ui.accessrequests;

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
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantAccessDialog;
import org.stackdeck.ui.access.grants.GrantAccessDialogFactory;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Access requests for review: pending requests first, then decided ones. */
@Route(value = ReviewAccessRequestsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class ReviewAccessRequestsView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/requests";

    private final transient AccessRequestService accessRequestService;
    private final transient GrantAccessDialogFactory grantAccessDialogFactory;
    private final transient AccessRequestChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private final transient AccessRequestReviewActions actions;
    private final Messages messages = Messages.current();
    private final transient AccessRequestMessages accessRequestMessages = new AccessRequestMessages(messages);
    private final Grid<AccessRequest> grid = new Grid<>();
    private final Div empty = new Div();
    private List<AccessRequest> rows = List.of();

    ReviewAccessRequestsView(
            AccessRequestService accessRequestService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            AccessRequestChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            Clock clock) {
        this.accessRequestService = accessRequestService;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.currentUser = currentUser;
        this.clock = clock;
        this.actions =
                new AccessRequestReviewActions(accessRequestService, prompt, currentUser, messages, this::reload);
        addClassName("list-page");
        empty.addClassName("empty-box");
        empty.add(new EmptyState("inbox", messages.text("requests.none"), messages.text("requests.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("requests.title")), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("requests.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, _ -> true, () -> load(caller), this::update);
    }

    private void build() {
        AccessRequestCellRenderers cells = new AccessRequestCellRenderers(messages, accessRequestMessages);
        AccessRequestCellRenderers.ReviewActions reviewActions =
                new AccessRequestCellRenderers.ReviewActions(actions::approve, this::openGrantDialog, this::decline);
        ListPageElements.style(grid, messages.text("requests.title"));
        grid.addClassNames("tall-rows", "review");
        ListPageElements.addCardColumn(grid, cells.reviewCard(reviewActions));
        ListPageElements.addColumn(grid, messages.text("requests.column.who"), cells.who(), "110px", 0)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("requests.column.what"), cells.what(), "140px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("requests.column.reason"), cells.reason(), "150px", 0)
                .setFlexGrow(2);
        ListPageElements.addColumn(grid, messages.text("requests.column.time"), cells.time(), "80px", 1000);
        ListPageElements.addColumn(grid, messages.text("requests.column.asked"), cells.requestedAt(), "120px", 1120);
        ListPageElements.addColumn(
                grid, messages.text("requests.column.state"), cells.reviewActions(reviewActions), "272px", 0);
        grid.setDataProvider(new CallbackDataProvider<AccessRequest, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                AccessRequest::id));
    }

    private List<AccessRequest> load(Caller caller) {
        return Stream.concat(
                        accessRequestService.listOpen(caller).stream(),
                        accessRequestService.listClosed(caller).stream())
                .toList();
    }

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(List<AccessRequest> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    /** Opens the grant dialog with the requested values. */
    private void openGrantDialog(AccessRequest request) {
        GrantAccessDialog dialog = grantAccessDialogFactory.createDialog(
                messages,
                currentUser.caller().userId(),
                null,
                (draft, done) -> actions.approve(request, draft.terms(), done));
        dialog.prefill(new GrantAccessDialog.RequestedGrant(
                messages.text("requests.approve.title", request.userName().value()),
                accessRequestMessages.summary(request),
                Grantee.of(request.user()),
                request.requestedTerms(clock.instant()).orElse(null),
                clock.instant().plus(request.requested().duration())));
        dialog.open();
    }

    private void decline(AccessRequest request) {
        new DeclineRequestDialog(messages, request, (reason, done) -> actions.decline(request, reason, done)).open();
    }
}
