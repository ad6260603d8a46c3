package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.operations.detail.AttachedResourceService.NetworkDetails;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.OwnKeyPairs;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceValueFormatter;
import org.stackdeck.ui.servers.attached.AttachedResourceSubscription;
import org.stackdeck.ui.servers.attached.AttachedResourcesTab;
import org.stackdeck.ui.servers.console.ConsoleLogTab;
import org.stackdeck.ui.servers.console.ConsoleTab;
import org.stackdeck.ui.servers.timeline.ServerStatePeriodsPanel;
import org.stackdeck.ui.servers.timeline.TimelineListEntry;
import org.stackdeck.ui.servers.timeline.TimelinePanel;

/** Creates the contents of the tabs of a server's page. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerTabFactory {

    private final ServerConsoleService consoles;
    private final ConsoleProxyProperties consoleProxyProperties;
    private final ServerUsageTabFactory usageTabs;
    private final ResourceUpdates resourceUpdates;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final UserKeyPairService userKeyPairService;
    private final Clock clock;

    ServerTabFactory(
            ServerConsoleService consoles,
            ConsoleProxyProperties consoleProxyProperties,
            ServerUsageTabFactory usageTabs,
            ResourceUpdates resourceUpdates,
            CurrentUser currentUser,
            UiPush uiPush,
            UserKeyPairService userKeyPairService,
            Clock clock) {
        this.consoles = consoles;
        this.consoleProxyProperties = consoleProxyProperties;
        this.usageTabs = usageTabs;
        this.resourceUpdates = resourceUpdates;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.userKeyPairService = userKeyPairService;
        this.clock = clock;
    }

    ServerFactsPanel facts(Messages messages) {
        return new ServerFactsPanel(new OwnKeyPairs(userKeyPairService, currentUser.caller(), clock), messages, clock);
    }

    /**
     * @param maxEntries maximum number of entries, newest first
     * @param rerun called with the entry to run again
     */
    TimelinePanel timeline(int maxEntries, SerializableConsumer<TimelineListEntry> rerun, Messages messages) {
        return new TimelinePanel(messages, clock, maxEntries, rerun);
    }

    ConsoleTab console(ServerKey key, RequestAccessDialogs requester, Messages messages) {
        return new ConsoleTab(key, consoles, consoleProxyProperties, currentUser, uiPush, requester, messages);
    }

    ConsoleLogTab log(ServerKey key, RequestAccessDialogs requester, Messages messages) {
        return new ConsoleLogTab(key, consoles, currentUser, uiPush, requester, messages);
    }

    /** @param listener receives the resources that the tab shows; empty when the tab is not selected */
    AttachedResourcesTab<NetworkDetails> network(
            ServerKey key,
            ViewerPermissions viewer,
            Function<NetworkDetails, Component> paint,
            Consumer<Optional<AttachedResources>> listener,
            Messages messages) {
        return new AttachedResourcesTab<>(
                receiver -> subscription(key, NetworkDetails.KINDS, viewer, receiver),
                attached -> NetworkDetails.of(
                        attached,
                        id -> resourceUpdates
                                .names(viewer.effectivePermissions())
                                .apply(new ResourceValueFormatter.Reference(
                                        ResourceKind.SECURITY_GROUP.code(), key.cloud(), id))),
                paint,
                listener,
                messages,
                clock);
    }

    AttachedResourcesTab<List<CloudResource>> volumes(
            ServerKey key,
            ViewerPermissions viewer,
            Function<List<CloudResource>, Component> paint,
            Messages messages) {
        return new AttachedResourcesTab<>(
                receiver -> subscription(key, Set.of(ResourceKind.VOLUME), viewer, receiver),
                attached -> attached.find(ResourceKind.VOLUME),
                paint,
                _ -> {},
                messages,
                clock);
    }

    /** Creates an invisible component that delivers resources of the server while it is attached. */
    AttachedResourceSubscription subscription(
            ServerKey key, Set<ResourceKind> kinds, ViewerPermissions viewer, Consumer<AttachedResources> receiver) {
        return new AttachedResourceSubscription(key, kinds, viewer.id(), resourceUpdates, receiver);
    }

    ServerStatePeriodsPanel statePeriods(Messages messages) {
        return new ServerStatePeriodsPanel(messages, clock);
    }

    ServerUsageTabFactory usage() {
        return usageTabs;
    }
}
