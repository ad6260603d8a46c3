package org.stackdeck.ui.servers.detail;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.detail.ServerUsageHistoryService;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Creates the two parts of the usage tab of a server: current usage, and usage over time. */
@Component
class ServerUsageTabFactory {

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

    ServerUsagePanel current(ServerKey key, Messages messages) {
        return new ServerUsagePanel(key, serverUsageService, currentUser, uiPush, messages);
    }

    ServerUsageHistoryPanel history(ServerKey key, Messages messages) {
        return new ServerUsageHistoryPanel(key, serverUsageHistoryService, currentUser, uiPush, messages);
    }
}
