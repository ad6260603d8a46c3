package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.operations.detail.AttachedResourceService.NetworkDetails;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceLinks;
import org.stackdeck.ui.servers.actions.ServerActionButtonFactory;
import org.stackdeck.ui.servers.attached.AttachedResourcesTab;
import org.stackdeck.ui.servers.attached.ServerResourceListFactory;
import org.stackdeck.ui.servers.console.ConsoleLogTab;
import org.stackdeck.ui.servers.console.ConsoleTab;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.navigation.ServerTab;
import org.stackdeck.ui.servers.timeline.ServerStatePeriodsPanel;
import org.stackdeck.ui.servers.timeline.TimelineListEntry;
import org.stackdeck.ui.servers.timeline.TimelinePanel;

final class ServerTabContents {

    private static final int MAX_RECENT_ENTRIES = 5;

    private final TimelineListEntryFactory timelineEntries;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Consumer<ServerTab> tabListener;
    private final ServerTabSheet sheet;
    private final ServerFactsPanel facts;
    private final TimelinePanel recentActivityPanel;
    private final TimelinePanel activity;
    private final ConsoleTab console;
    private final ConsoleLogTab log;
    private final ServerActionButtonFactory networkButtons;
    private final ServerActionButtonFactory volumeButtons;
    private final AttachedResourcesTab<NetworkDetails> network;
    private final AttachedResourcesTab<List<CloudResource>> volumes;
    private final MetadataTab metadata;
    private final ServerUsagePanel usage;
    private final ServerUsageHistoryPanel usageHistory;
    private final ServerStatePeriodsPanel statePeriods;
    private @Nullable ServerTimeline serverTimeline;
    private @Nullable ServerRow shown;
    private Consumer<Optional<AttachedResources>> networkListener = _ -> {};
    private @Nullable AttachedResources attached;
    private ServerTab selected = ServerTab.OVERVIEW;
    private boolean cleared;

    /** @param tabListener called with each tab that the user opens */
    ServerTabContents(
            ServerKey key,
            ServerTabFactory tabs,
            TimelineListEntryFactory timelineEntries,
            ViewerPermissions viewerPermissions,
            ServerDetailActionSubmitter actions,
            RequestAccessDialogs requester,
            Consumer<ServerTab> tabListener,
            Messages messages) {
        this.timelineEntries = timelineEntries;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.tabListener = tabListener;
        this.sheet = new ServerTabSheet(messages, this::onTabSelected);
        this.facts = tabs.facts(messages);
        this.recentActivityPanel = tabs.timeline(MAX_RECENT_ENTRIES, this::rerun, messages);
        this.activity = tabs.timeline(Integer.MAX_VALUE, this::rerun, messages);
        this.console = tabs.console(key, requester, messages);
        this.log = tabs.log(key, requester, messages);
        this.networkButtons = new ServerActionButtonFactory(messages);
        this.volumeButtons = new ServerActionButtonFactory(messages);
        this.network = tabs.network(
                key,
                viewerPermissions,
                new ServerResourceListFactory(
                        messages, networkButtons, actions::start, actions::submit, this::resourceName)::network,
                attachedResources -> networkListener.accept(attachedResources),
                messages);
        this.volumes = tabs.volumes(
                key,
                viewerPermissions,
                new ServerResourceListFactory(
                        messages, volumeButtons, actions::start, actions::submit, this::resourceName)::volumes,
                messages);
        this.metadata = new MetadataTab(messages, actions::start, actions::submit);
        this.usage = tabs.usage().current(key, messages);
        this.usageHistory = tabs.usage().history(key, messages);
        this.statePeriods = tabs.statePeriods(messages);
        Div overview = StyledElements.div("server-overview", facts, recentOperations());
        overview.add(tabs.subscription(
                key, Set.of(ResourceKind.SERVER_GROUP, ResourceKind.FLAVOR), viewerPermissions, this::setAttached));
        sheet.add(ServerTab.OVERVIEW, overview);
        sheet.add(ServerTab.ACTIVITY, activity);
        sheet.add(ServerTab.CONSOLE, console);
        sheet.add(ServerTab.LOG, log);
        sheet.add(ServerTab.NETWORK, network);
        sheet.add(ServerTab.VOLUMES, volumes);
        sheet.add(ServerTab.METADATA, metadata);
        sheet.add(ServerTab.USAGE, new Div(usage, usageHistory, statePeriods));
    }

    Component tabs() {
        return sheet;
    }

    private Component resourceName(ResourceKind kind, String id, String name) {
        ServerRow row = shown;
        return row == null
                ? new Span(name)
                : ResourceLinks.create(viewerPermissions.effectivePermissions(), row.server(), kind, id, name);
    }

    void update(ServerRow now) {
        shown = now;
        if (cleared) {
            cleared = false;
            activateTab(selected);
        }
        EffectivePermissions effectivePermissions = permissions();
        facts.update(now, effectivePermissions, attached);
        ServerAttributes of = ServerAttributes.of(now.server());
        console.update(now.server(), effectivePermissions.decide(Permission.SERVER_CONSOLE, of));
        log.update(now.server(), effectivePermissions.decide(Permission.SERVER_LOG, of));
        networkButtons.update(now);
        volumeButtons.update(now);
        metadata.update(now);
        if (serverTimeline != null) {
            // Rerun actions depend on the current state of the server.
            setTimeline(serverTimeline, now);
        }
    }

    /** Sets a listener that receives the resources that the network tab shows; empty when it is not selected. */
    void onNetwork(Consumer<Optional<AttachedResources>> listener) {
        networkListener = listener;
    }

    /** Shows the server groups and the flavor. */
    private void setAttached(AttachedResources newest) {
        attached = newest;
        if (shown != null) {
            facts.update(shown, permissions(), newest);
        }
    }

    EffectivePermissions permissions() {
        return viewerPermissions.effectivePermissions();
    }

    boolean mayOpenConsole(Server server) {
        return permissions()
                .decide(Permission.SERVER_CONSOLE, ServerAttributes.of(server))
                .isAllowed();
    }

    void setPendingRequests(OwnPendingAccessRequests pending) {
        console.setPendingRequests(pending);
        log.setPendingRequests(pending);
    }

    void setTimeline(ServerTimeline timeline, ServerRow now) {
        serverTimeline = timeline;
        List<TimelineListEntry> lines = timelineEntries.create(timeline, now.server());
        recentActivityPanel.update(lines, timeline);
        activity.update(lines, timeline);
        statePeriods.update(timeline, now.server());
    }

    private void rerun(TimelineListEntry entry) {
        if (serverTimeline != null) {
            timelineEntries.rerun(serverTimeline, entry);
        }
    }

    /** Shows the tab of the URL. Neither notifies the listener nor loads the console log. */
    void restoreTab(ServerTab tab) {
        sheet.select(tab);
        activateTab(tab);
    }

    /** Selects a tab with the same effect as a selection by the user. */
    void showTab(ServerTab tab) {
        sheet.select(tab);
        onTabSelected(tab);
    }

    /** Reloads the current usage if its tab is selected. */
    void reload() {
        usage.reload();
    }

    /**
     * Clears the tabs with content from the cloud when the viewer can no longer see the server. The next update resumes
     * the selected tab.
     */
    void clear() {
        cleared = true;
        serverTimeline = null;
        attached = null;
        shown = null;
        recentActivityPanel.clear();
        activity.clear();
        console.clear();
        log.clear();
        network.clear();
        volumes.clear();
        usage.clear();
        usageHistory.clear();
        statePeriods.clear();
    }

    private void onTabSelected(ServerTab tab) {
        if (tab == ServerTab.LOG) {
            log.loadIfNeeded();
        }
        activateTab(tab);
        tabListener.accept(tab);
    }

    private void activateTab(ServerTab tab) {
        selected = tab;
        if (tab != ServerTab.LOG) {
            log.pauseFollowing();
        }
        network.deactivate();
        volumes.deactivate();
        usage.deactivate();
        usageHistory.deactivate();
        switch (tab) {
            case NETWORK -> network.activate();
            case VOLUMES -> volumes.activate();
            case USAGE -> {
                usage.activate();
                usageHistory.activate();
            }
            case OVERVIEW, ACTIVITY, CONSOLE, LOG, METADATA -> {}
        }
    }

    private Component recentOperations() {
        NativeButton all =
                NativeButtons.text(messages.text("servers.activity.all"), "link", () -> showTab(ServerTab.ACTIVITY));
        Aside aside = new Aside();
        aside.add(new H2(messages.text("servers.activity.title")), recentActivityPanel, all);
        aside.addClassName("server-aside");
        return aside;
    }
}
