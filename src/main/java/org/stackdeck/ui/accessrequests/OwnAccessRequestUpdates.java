package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Delivers the current user's pending access requests to pages that show servers or other resources. */
@Component
public class OwnAccessRequestUpdates {

    private final AccessRequestService accessRequestService;
    private final AccessRequestChangeNotifier notifier;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    OwnAccessRequestUpdates(
            AccessRequestService accessRequestService,
            AccessRequestChangeNotifier notifier,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.accessRequestService = accessRequestService;
        this.notifier = notifier;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    public RequestAccessDialogs requester(Messages messages) {
        return new RequestAccessDialogs(accessRequestService, currentUser, uiPush, messages);
    }

    /** Shows the pending requests and updates them after each change until the component is detached. */
    public void bindPending(AttachEvent attached, Consumer<OwnPendingAccessRequests> show) {
        Caller caller = currentUser.caller();
        notifier.bind(
                attached,
                caller.userId()::equals,
                () -> new OwnPendingAccessRequests(accessRequestService.listOwn(caller)),
                show);
    }
}
