package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
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
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;
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
    private final transient Clock clock;
    private final transient AccessRequestReviewActions actions;
    private final AccessRequestGrid grid;

    ReviewAccessRequestsView(
            AccessRequestService accessRequestService,
            GrantAccessDialogFactory grantAccessDialogFactory,
            AccessRequestChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            Clock clock) {
        super("requests.title");
        this.accessRequestService = accessRequestService;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
        this.notifier = notifier;
        this.currentUser = currentUser;
        this.clock = clock;
        this.actions = new AccessRequestReviewActions(accessRequestService, handler, messages, this::reload);
        this.grid = AccessRequestGrid.review(messages, actions::approve, this::openGrantDialog, this::decline);
        addHeader();
        add(grid);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, _ -> true, () -> load(caller), grid::setRows);
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
        AccessRequest request = load(currentUser.caller()).stream()
                .filter(loaded -> loaded.id().equals(row.id()))
                .findFirst()
                .orElse(row);
        GrantAccessDialog dialog = grantAccessDialogFactory.createDialog(
                messages, null, (draft, done) -> actions.approve(request, draft.terms(), done));
        dialog.prefill(new GrantAccessDialog.RequestedGrant(
                messages.text("requests.approve.title", request.userName().value()),
                new AccessRequestMessages(messages).summary(request),
                Grantee.of(request.user()),
                request.requestedTerms(clock.instant()).orElse(null),
                request.requested().target() != null
                        && request.requested().target().kind() != null,
                clock.instant().plus(request.requested().duration())));
        dialog.open();
    }

    private void decline(AccessRequest request) {
        new DeclineRequestDialog(messages, request, (reason, done) -> actions.decline(request, reason, done)).open();
    }
}
