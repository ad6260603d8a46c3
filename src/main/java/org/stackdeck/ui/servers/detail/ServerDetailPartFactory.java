package org.stackdeck.ui.servers.detail;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.live.StaleCloudBanner;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.menu.ServerMenuItem;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Creates the parts of a server's page. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerDetailPartFactory {

    private final ActionAvailabilityService actionAvailabilityService;
    private final ServerActionSubmitter.Services submitterServices;
    private final OwnAccessRequestUpdates accessRequests;
    private final ServerTabFactory tabs;
    private final TimelineListEntryFactory timelineEntries;
    private final List<ServerMenuItem> featureItems;
    private final ViewerPermissions viewerPermissions;
    private final Clock clock;

    ServerDetailPartFactory(
            ActionAvailabilityService actionAvailabilityService,
            ServerActionSubmitter.Services submitterServices,
            OwnAccessRequestUpdates accessRequests,
            ServerTabFactory tabs,
            TimelineListEntryFactory timelineEntries,
            List<ServerMenuItem> featureItems,
            ViewerPermissions viewerPermissions,
            Clock clock) {
        this.actionAvailabilityService = actionAvailabilityService;
        this.submitterServices = submitterServices;
        this.accessRequests = accessRequests;
        this.tabs = tabs;
        this.timelineEntries = timelineEntries;
        this.featureItems = featureItems;
        this.viewerPermissions = viewerPermissions;
        this.clock = clock;
    }

    ServerDetailModel model(ServerKey key) {
        return new ServerDetailModel(
                key,
                viewerPermissions.id(),
                server -> actionAvailabilityService.checkAll(viewerPermissions.subject(), server),
                new RecentServerOperations(clock));
    }

    ServerActionSubmitter submitter(Messages messages, Consumer<Operation> accepted) {
        return new ServerActionSubmitter(submitterServices, messages, accepted);
    }

    RequestAccessDialogs requester(Messages messages) {
        return accessRequests.requester(messages);
    }

    StaleCloudBanner banner(Messages messages) {
        return new StaleCloudBanner(messages, clock);
    }

    ServerMenu menu(
            ServerDetailHeader header,
            ServerActionSubmitter submitter,
            RequestAccessDialogs requester,
            Messages messages) {
        ServerMenu menu = ServerMenu.forPage(
                header.menuButton(), messages, featureItems, viewerPermissions::effectivePermissions);
        menu.setClickHandlers(
                submitter::start, (row, permission) -> requester.requestPermission(row.server(), permission));
        return menu;
    }

    ServerTabContents contents(
            ServerKey key,
            ServerDetailActionSubmitter actions,
            RequestAccessDialogs requester,
            Consumer<ServerTab> tabListener,
            Messages messages) {
        return new ServerTabContents(
                key, tabs, timelineEntries, viewerPermissions, actions, requester, tabListener, messages);
    }

    MissingServerPanel missingPanel(ServerActionSubmitter submitter, Messages messages) {
        return new MissingServerPanel(
                featureItems, viewerPermissions::effectivePermissions, messages, submitter::start);
    }
}
