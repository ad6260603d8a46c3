package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.servers.attached.AttachedResourceSubscription;
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
    private final AttachedResourceService attachedResourceService;
    private final ServerUsageTabFactory usageTabs;
    private final ResourceUpdates resourceUpdates;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final Clock clock;

    ServerTabFactory(
            ServerConsoleService consoles,
            ConsoleProxyProperties consoleProxyProperties,
            AttachedResourceService attachedResourceService,
            ServerUsageTabFactory usageTabs,
            ResourceUpdates resourceUpdates,
            CurrentUser currentUser,
            UiPush uiPush,
            Clock clock) {
        this.consoles = consoles;
        this.consoleProxyProperties = consoleProxyProperties;
        this.attachedResourceService = attachedResourceService;
        this.usageTabs = usageTabs;
        this.resourceUpdates = resourceUpdates;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.clock = clock;
    }

    ServerFactsPanel facts(Messages messages) {
        return new ServerFactsPanel(messages, clock);
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

    CloudContentTab<AttachedResourceService.NetworkDetails> network(
            ServerKey key,
            ViewerPermissions viewer,
            Function<AttachedResourceService.NetworkDetails, Component> paint,
            Messages messages) {
        return new CloudContentTab<>(
                        caller -> attachedResourceService.network(caller, key), paint, currentUser, uiPush, messages)
                .withReloadTrigger(task -> listener(key, AttachedResourceSubscription.NETWORK, viewer, task));
    }

    CloudContentTab<List<Volume>> volumes(
            ServerKey key, ViewerPermissions viewer, Function<List<Volume>, Component> paint, Messages messages) {
        return new CloudContentTab<>(
                        caller -> attachedResourceService.volumes(caller, key), paint, currentUser, uiPush, messages)
                .withReloadTrigger(task -> listener(key, AttachedResourceSubscription.VOLUMES, viewer, task));
    }

    private Component listener(ServerKey key, Set<ResourceKind> kinds, ViewerPermissions viewer, Runnable task) {
        return new AttachedResourceSubscription(key, kinds, viewer.id(), resourceUpdates, task);
    }

    ServerStatePeriodsPanel statePeriods(Messages messages) {
        return new ServerStatePeriodsPanel(messages, clock);
    }

    ServerUsageTabFactory usage() {
        return usageTabs;
    }
}
