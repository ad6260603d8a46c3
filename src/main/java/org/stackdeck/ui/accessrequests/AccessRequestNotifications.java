package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestId;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/**
 * Provides every page with the number of pending access requests, and announces decisions on the user's own requests.
 */
@Component
public class AccessRequestNotifications {

    private final AccessRequestService accessRequestService;
    private final AccessRequestChangeNotifier notifier;

    AccessRequestNotifications(AccessRequestService accessRequestService, AccessRequestChangeNotifier notifier) {
        this.accessRequestService = accessRequestService;
        this.notifier = notifier;
    }

    /** The counts and the unread decisions. */
    private record NotificationData(AccessRequestService.RequestCounts counts, List<AccessRequest> decisions) {}

    /**
     * Updates the counts while the component is attached, and announces decisions that are made in the meantime.
     *
     * @param reviewer returns whether the caller is currently a reviewer
     */
    public void bind(
            AttachEvent attached,
            Caller caller,
            BooleanSupplier reviewer,
            Messages messages,
            Consumer<AccessRequestService.RequestCounts> show) {
        Set<AccessRequestId> accessRequestIds = new HashSet<>();
        boolean[] first = {true};
        notifier.bind(
                attached,
                user -> user.equals(caller.userId()) || reviewer.getAsBoolean(),
                () -> load(caller),
                notificationData -> {
                    show.accept(notificationData.counts());
                    for (AccessRequest request : notificationData.decisions()) {
                        if (accessRequestIds.add(request.id()) && !first[0]) {
                            notifyUser(request, messages);
                        }
                    }
                    first[0] = false;
                });
    }

    private NotificationData load(Caller caller) {
        AccessRequestService.RequestCounts requestCounts = accessRequestService.counts(caller);
        return new NotificationData(
                requestCounts,
                requestCounts.unseenDecisions() == 0
                        ? List.of()
                        : accessRequestService.listOwn(caller).stream()
                                .filter(request -> request.decision() != null && !request.seen())
                                .toList());
    }

    private static void notifyUser(AccessRequest request, Messages messages) {
        AccessRequestMessages accessRequestMessages = new AccessRequestMessages(messages);
        String title = messages.text("requests.told." + request.state(), accessRequestMessages.what(request));
        if (request.state() == AccessRequest.State.APPROVED) {
            Toasts.showSuccess(title);
        } else {
            Toasts.showError(title, accessRequestMessages.outcome(request));
        }
    }
}
