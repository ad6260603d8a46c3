package org.stackdeck.ui.servers.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessButton;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;

/**
 * Creates the empty state shown in place of content that the viewer may not see. The state shows the reason and a
 * button that requests access.
 */
final class MissingPermissionStateFactory {

    private final Permission permission;
    private final RequestAccessDialogs requester;
    private final Messages messages;

    MissingPermissionStateFactory(Permission permission, RequestAccessDialogs requester, Messages messages) {
        this.permission = permission;
        this.requester = requester;
        this.messages = messages;
    }

    /** @param server null if unknown, in which case access cannot be requested */
    Component create(String title, Decision decision, @Nullable Server server, OwnPendingAccessRequests pending) {
        return new EmptyState(
                "lock",
                title,
                reason(decision).map(messages::text).orElse(""),
                server == null
                        ? new Span()
                        : RequestAccessButton.create(
                                pending.find(permission, server),
                                () -> requester.requestPermission(server, permission),
                                messages));
    }

    private static Optional<Message> reason(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> Optional.empty();
            case Decision.Invisible() -> Optional.of(Message.of("servers.why.invisible"));
            case Decision.NotGranted(Permission missing) ->
                Optional.of(Message.of("servers.why.not-granted", missing.code()));
            case Decision.NotYet(Permission missing, var opens) ->
                Optional.of(Message.of("servers.why.not-yet", missing.code(), opens));
            case Decision.Ended(Permission missing, var at) ->
                Optional.of(Message.of("servers.why.ended", missing.code(), at));
        };
    }
}
