package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
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
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.grants.GrantAccessDialog;
import org.stackdeck.ui.access.grants.GrantAccessDialogFactory;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the access requests for review: pending requests first, then closed requests. */
@Route(value = ReviewAccessRequestsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class ReviewAccessRequestsView extends TitledPage {

    public static final String PATH = "admin/requests";

    private final transient AccessRequestService accessRequestService;
    private final transient GrantAccessDialogFactory grantAccessDialogFactory;
    private final transient AccessRequestChangeNotifier notifier;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final transient Clock clock;
    private final transient AccessRequestReviewActions actions;
    private final AccessRequestGrid grid;

    ReviewAccessRequestsView(
            AccessRequestService accessRequestService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            AccessRequestChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            UiPush uiPush,
            Clock clock) {
        super("requests.title");
        this.accessRequestService = accessRequestService;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
        this.notifier = notifier;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.clock = clock;
        this.actions = new AccessRequestReviewActions(accessRequestService, handler, uiPush, messages, this::reload);
        this.grid = AccessRequestGrid.review(messages, actions::approve, this::openGrantDialog, this::decline);
        addHeader();
        add(grid);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, _ -> true, () -> load(caller), rows -> {
            grid.setRows(rows);
            if (rows.stream().anyMatch(row -> row.isOpen() && row.isForOtherResources())) {
                uiPush.load(caller.userId(), event.getUI(), this, () -> loadWithCurrentNames(caller), grid::setRows);
            }
        });
    }

    /** Loads the requests with the current names of their resources from the clouds. */
    private List<AccessRequest> loadWithCurrentNames(Caller caller) {
        accessRequestService.loadCurrentNames(caller);
        return load(caller);
    }

    private List<AccessRequest> load(Caller caller) {
        return Stream.concat(
                        accessRequestService.listOpen(caller).stream(),
                        accessRequestService.listClosed(caller).stream())
                .toList();
    }

    private void reload() {
        grid.setRows(load(currentUser.caller()));
    }

    /**
     * Opens the grant dialog with the requested values. Loads the request again, because renaming a server does not
     * update the rows of requests.
     */
    private void openGrantDialog(AccessRequest row) {
        Caller caller = currentUser.caller();
        if (row.isForOtherResources()) {
            uiPush.load(
                    caller.userId(),
                    UI.getCurrentOrThrow(),
                    this,
                    () -> loadWithCurrentNames(caller),
                    rows -> openGrantDialog(row, rows));
        } else {
            openGrantDialog(row, load(caller));
        }
    }

    private void openGrantDialog(AccessRequest row, List<AccessRequest> loadedRows) {
        AccessRequest request = loadedRows.stream()
                .filter(loaded -> loaded.id().equals(row.id()))
                .findFirst()
                .orElse(row);
        GrantAccessDialog dialog = grantAccessDialogFactory.createDialog(
                messages, null, (draft, done) -> actions.approve(request, draft.terms(), done));
        dialog.prefill(new GrantAccessDialog.RequestedGrant(
                messages.text("requests.approve.title", request.userName().value()),
                new AccessRequestMessages(messages).summary(request),
                new NamedGrantee(Grantee.of(request.user()), request.userName().value()),
                request.requestedTerms(clock.instant()).orElse(null),
                request.isForOtherResources(),
                clock.instant().plus(request.requested().duration())));
        dialog.open();
    }

    private void decline(AccessRequest request) {
        new DeclineRequestDialog(messages, request, (reason, done) -> actions.decline(request, reason, done)).open();
    }
}
