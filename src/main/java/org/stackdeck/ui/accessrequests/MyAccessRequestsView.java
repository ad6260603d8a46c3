package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestClosedException;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.layout.MainLayout;

/** Lists the user's access requests and their results. */
@Route(value = MyAccessRequestsView.PATH, layout = MainLayout.class)
@PermitAll
public class MyAccessRequestsView extends TitledPage {

    public static final String PATH = "requests";

    private final transient AccessRequestService accessRequestService;
    private final transient AccessRequestChangeNotifier notifier;
    private final transient CurrentUser currentUser;
    private final AccessRequestGrid grid = AccessRequestGrid.own(messages, this::cancel);

    MyAccessRequestsView(
            AccessRequestService accessRequestService,
            AccessRequestChangeNotifier notifier,
            OwnAccessRequestUpdates accessRequests,
            CurrentUser currentUser) {
        super("requests.own.title");
        this.accessRequestService = accessRequestService;
        this.notifier = notifier;
        this.currentUser = currentUser;
        RequestAccessDialogs requester = accessRequests.requester(messages);
        Button requestButton =
                new Button(messages.text("requests.ask"), new SpriteIcon("plus"), _ -> requester.requestFreeForm());
        addHeader(requestButton);
        add(grid);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, caller.userId()::equals, () -> accessRequestService.listOwn(caller), this::update);
    }

    private void update(List<AccessRequest> requests) {
        grid.setRows(requests);
        if (requests.stream().anyMatch(request -> request.decision() != null && !request.seen())) {
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
