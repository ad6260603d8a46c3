package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.ui.accessrequests.AccessRequester;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.RemainingTime;
import org.stackdeck.ui.servers.actions.ServerActionButtons;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.console.ConsoleLogTab;
import org.stackdeck.ui.servers.console.ConsoleTab;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.navigation.ServerTab;
import org.stackdeck.ui.servers.timeline.TimelineListEntry;
import org.stackdeck.ui.servers.timeline.TimelinePanel;

/** Contents of the tabs of a server's page. */
final class ServerTabContents {

    private static final Duration MAX_USAGE_FOLLOW_TIME = Duration.ofMinutes(15);

    private static final int MAX_RECENT_ENTRIES = 5;

    private final ServerDetailPage.Services services;
    private final Messages messages;
    private final ServerActionSubmitter submitter;
    private final Supplier<Optional<ServerRow>> row;
    private final Consumer<ServerTab> tabListener;
    private final ServerTabSheet sheet;
    private final ServerFactsPanel facts;
    private final TimelinePanel recentActivityPanel;
    private final TimelinePanel activity;
    private final ConsoleTab console;
    private final ConsoleLogTab log;
    private final ServerActionButtons networkButtons;
    private final ServerActionButtons volumeButtons;
    private final LazyServerTab<AttachedResourceService.NetworkDetails> network;
    private final LazyServerTab<List<Volume>> volumes;
    private final MetadataTab notes;
    private final LazyServerTab<ServerUsageRates> usage;
    private @Nullable ServerTimeline serverTimeline;

    /**
     * @param row returns the current server
     * @param tabListener called with each tab that the user opens
     */
    ServerTabContents(
            ServerKey key,
            ServerDetailPage.Services services,
            ServerActionSubmitter submitter,
            AccessRequester requester,
            Supplier<Optional<ServerRow>> row,
            Consumer<ServerTab> tabListener,
            Messages messages) {
        this.services = services;
        this.messages = messages;
        this.submitter = submitter;
        this.row = row;
        this.tabListener = tabListener;
        this.sheet = new ServerTabSheet(messages, this::onTabSelected);
        this.facts = new ServerFactsPanel(messages, services.clock());
        this.recentActivityPanel = new TimelinePanel(messages, services.clock(), MAX_RECENT_ENTRIES, this::rerun);
        this.activity = new TimelinePanel(messages, services.clock(), Integer.MAX_VALUE, this::rerun);
        this.console = new ConsoleTab(
                key,
                services.consoles(),
                services.frames(),
                services.currentUser(),
                services.live(),
                requester,
                messages);
        this.log = new ConsoleLogTab(
                key, services.consoles(), services.currentUser(), services.live(), requester, messages);
        this.networkButtons = new ServerActionButtons(messages);
        this.volumeButtons = new ServerActionButtons(messages);
        this.network = new LazyServerTab<>(
                caller -> services.serverParts().network(caller, key),
                new ServerResourceLists(messages, networkButtons, this::startAction, this::submit)::network,
                services.currentUser(),
                services.live(),
                messages);
        this.volumes = new LazyServerTab<>(
                caller -> services.serverParts().volumes(caller, key),
                new ServerResourceLists(messages, volumeButtons, this::startAction, this::submit)::volumes,
                services.currentUser(),
                services.live(),
                messages);
        this.notes = new MetadataTab(messages, this::startAction, this::submit);
        this.usage = new LazyServerTab<>(
                caller -> services.usages().load(caller, key),
                new ServerUsageRenderer(messages)::render,
                services.currentUser(),
                services.live(),
                messages,
                new LazyServerTab.RefreshPolicy(ServerUsageService.MIN_REFRESH_INTERVAL, MAX_USAGE_FOLLOW_TIME),
                ServerTabContents::usageErrorKey);
        Div overview = new Div(facts, recentActivity());
        overview.addClassName("overview");
        sheet.add(ServerTab.OVERVIEW, overview);
        sheet.add(ServerTab.ACTIVITY, activity);
        sheet.add(ServerTab.CONSOLE, console);
        sheet.add(ServerTab.LOG, log);
        sheet.add(ServerTab.NETWORK, network);
        sheet.add(ServerTab.VOLUMES, volumes);
        sheet.add(ServerTab.NOTES, notes);
        sheet.add(ServerTab.USAGE, usage);
    }

    Component tabs() {
        return sheet;
    }

    void update(ServerRow now) {
        facts.update(now);
        EffectivePermissions effectivePermissions = services.viewer().rights();
        ServerAttributes of = ServerAttributes.of(now.server());
        console.update(now.server(), effectivePermissions.decide(Permission.SERVER_CONSOLE, of));
        log.update(now.server(), effectivePermissions.decide(Permission.SERVER_LOG, of));
        networkButtons.update(now);
        volumeButtons.update(now);
        notes.update(now);
        if (serverTimeline != null) {
            // Rerun actions depend on the current state of the server.
            setTimeline(serverTimeline, now);
        }
    }

    void setOpenRequests(OwnPendingAccessRequests open) {
        console.setOpenRequests(open);
        log.setOpenRequests(open);
    }

    void setTimeline(ServerTimeline timeline, ServerRow now) {
        serverTimeline = timeline;
        TimelineListEntry.ViewerContext viewerContext = new TimelineListEntry.ViewerContext(
                services.viewer().id(),
                operation -> RemainingTime.of(operation, services.usual()),
                services.waysAgain()::labelKey);
        List<TimelineListEntry> lines = timeline.entries().stream()
                .map(one -> TimelineListEntry.of(one, timeline, now.server(), viewerContext))
                .toList();
        recentActivityPanel.update(lines, timeline);
        activity.update(lines, timeline);
    }

    /** Runs the operation of a timeline entry again. */
    private void rerun(TimelineListEntry entry) {
        ServerTimeline timeline = serverTimeline;
        if (timeline == null) {
            return;
        }
        for (ServerTimelineEntry serverTimelineEntry : timeline.entries()) {
            if (serverTimelineEntry instanceof ServerTimelineEntry.SubmittedOperation(Operation operation)
                    && operation.id().toString().equals(entry.id())) {
                services.waysAgain().run(operation);
            }
        }
    }

    /** Opens the tab named in the URL. */
    void openTab(ServerTab tab) {
        sheet.select(tab);
        activateTab(tab);
    }

    /** Reloads tabs after an operation on the server. */
    void reload() {
        network.reload();
        volumes.reload();
        usage.reload();
    }

    /** Clears all tabs because the viewer may no longer see the server. */
    void clear() {
        console.clear();
        log.clear();
        network.clear();
        volumes.clear();
        usage.clear();
    }

    /** Called when the user selects a tab. */
    private void onTabSelected(ServerTab tab) {
        if (tab == ServerTab.LOG) {
            log.loadIfNeeded();
        } else {
            log.pauseFollowing();
        }
        activateTab(tab);
        tabListener.accept(tab);
    }

    private void activateTab(ServerTab tab) {
        network.deactivate();
        volumes.deactivate();
        usage.deactivate();
        switch (tab) {
            case NETWORK -> network.activate();
            case VOLUMES -> volumes.activate();
            case USAGE -> usage.activate();
            case OVERVIEW, ACTIVITY, CONSOLE, LOG, NOTES -> {}
        }
    }

    private static String usageErrorKey(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN -> "servers.usage.administrators";
            case CONFLICT -> "servers.usage.off";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + category.name();
            case NOT_FOUND, REFUSED, FAILED, UNINTELLIGIBLE -> "servers.parts.unknown";
        };
    }

    private void startAction(ServerAction action) {
        row.get().ifPresent(now -> submitter.start(now, action));
    }

    private void submit(ServerActionRequest serverActionRequest) {
        row.get().ifPresent(now -> submitter.confirmAndSubmit(now.server(), serverActionRequest));
    }

    private Component recentActivity() {
        NativeButton all = new NativeButton(messages.text("servers.activity.all"), _ -> {
            sheet.select(ServerTab.ACTIVITY);
            onTabSelected(ServerTab.ACTIVITY);
        });
        all.getElement().setAttribute("type", "button");
        all.addClassName("link");
        Aside aside = new Aside();
        aside.add(new H2(messages.text("servers.activity.title")), recentActivityPanel, all);
        aside.addClassName("server-aside");
        return aside;
    }
}
