package org.stackdeck.ui.servers.detail;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.detail.ServerUsageHistoryService;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Creates the two parts of the usage tab of a server: current usage, and usage over time. */
@Component
class ServerUsageTabFactory {

    private static final Duration MAX_FOLLOW_TIME = Duration.ofMinutes(15);

    private final ServerUsageService serverUsageService;
    private final ServerUsageHistoryService serverUsageHistoryService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ServerUsageTabFactory(
            ServerUsageService serverUsageService,
            ServerUsageHistoryService serverUsageHistoryService,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.serverUsageService = serverUsageService;
        this.serverUsageHistoryService = serverUsageHistoryService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    ServerUsagePanel<ServerUsageRates> current(ServerKey key, Messages messages) {
        return new ServerUsagePanel<>(
                caller -> serverUsageService.load(caller, key),
                new ServerUsageRenderer(messages)::render,
                currentUser,
                uiPush,
                messages,
                new ServerUsagePanel.RefreshPolicy(ServerUsageService.MIN_REFRESH_INTERVAL, MAX_FOLLOW_TIME),
                ServerUsageTabFactory::errorKey);
    }

    ServerUsageHistoryPanel history(ServerKey key, Messages messages) {
        return new ServerUsageHistoryPanel(key, serverUsageHistoryService, currentUser, uiPush, messages);
    }

    private static String errorKey(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN -> "servers.usage.administrators";
            case CONFLICT -> "servers.usage.off";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + category.name();
            case NOT_FOUND, REFUSED, FAILED, UNINTELLIGIBLE -> "servers.parts.unknown";
        };
    }
}
