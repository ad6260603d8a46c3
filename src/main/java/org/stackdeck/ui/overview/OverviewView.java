package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.history.ExternalServerChangeService;
import org.stackdeck.history.ServerChange;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.operations.OperationGridModel;
import org.stackdeck.ui.operations.OperationsFeed;
import org.stackdeck.ui.push.UiPush;

/** Live overview of the data that the viewer may see: servers, operations, clouds, quotas and pending tasks. */
@Route(value = OverviewView.PATH, layout = MainLayout.class)
@PermitAll
public class OverviewView extends TitledPage implements OperationsFeed.Listener {

    public static final String PATH = "overview";

    private final transient Inventory inventory;
    private final transient OperationsFeed feed;
    private final transient ExternalServerChangeService serverChanges;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Clock clock;
    private final transient OperationGridModel operations;
    private final ServerStatesCard states;
    private final ServerProjectsCard projects;
    private final AttentionCard attention;
    private final ActivityCard activity;
    private final CloudsCard clouds;
    private final HistoryCard history;
    private final HighestQuotaUsageCard quotas;
    private final OverviewEmptyState empty;
    private transient VisibleServersUpdate servers;
    /** Visible changes outside Stackdeck; null until they are loaded again. */
    private transient @Nullable List<ServerChange> outsideChanges;

    private transient Runnable refresh = () -> {};

    OverviewView(
            Inventory inventory,
            OperationsFeed feed,
            ExternalServerChangeService serverChanges,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            Clock clock,
            OverviewComponents cards) {
        super("overview.title");
        this.inventory = inventory;
        this.feed = feed;
        this.serverChanges = serverChanges;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.clock = clock;
        attention = cards.attention();
        history = cards.history();
        quotas = cards.quotas();
        empty = cards.empty();
        operations = new OperationGridModel(feed.viewer(), _ -> "");
        states = new ServerStatesCard(messages);
        projects = new ServerProjectsCard(messages);
        activity = new ActivityCard(messages, feed.viewer());
        clouds = new CloudsCard(messages, clock);
        servers = inventory.current(viewerPermissions.id());
        addHeader();
        Div side = StyledElements.div("overview-side", attention, clouds, quotas);
        Div main = StyledElements.div("overview-main", projects, history, activity);
        add(StyledElements.div("grid-box overview", empty, states, side, main));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        UiPush.closeOnDetach(this, feed.subscribe(ui, this, OperationGridModel.LIMIT, this));
        // The response that delivers the page includes the current numbers. Later, the subscription delivers changes.
        servers = inventory.current(viewerPermissions.id());
        outsideChanges = null;
        show();
        refresh = uiPush.throttled(ui, this, this::show);
        PausableSubscription subscription =
                inventory.subscribe(viewerPermissions.id(), uiPush.latest(ui, this, this::onInventoryUpdate));
        UiPush.closeOnDetach(this, subscription);
        uiPush.onVisibilityChange(ui, this, subscription::pause, subscription::resume);
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            outsideChanges = null;
            show();
        });
        uiPush.onChange(event, serverChanges::subscribe, () -> {
            outsideChanges = null;
            refresh.run();
        });
    }

    @Override
    public void addMissing(List<Operation> recent) {
        operations.addMissing(recent);
        refresh.run();
    }

    @Override
    public void applyUpdates(List<Operation> updates) {
        updates.forEach(operations::apply);
        refresh.run();
    }

    @Override
    public void applyVisibility(Function<Operation, Optional<Operation>> visible) {
        operations.applyVisibility(visible);
        refresh.run();
    }

    private void onInventoryUpdate(VisibleServersUpdate newest) {
        if (!newest.servers().keySet().equals(servers.servers().keySet())) {
            // The visibility of a server also determines the visibility of its changes.
            outsideChanges = null;
        }
        servers = newest;
        refresh.run();
    }

    /** Keeps the changes between refreshes, because each of up to thousands of changes requires an access decision. */
    private List<ServerChange> outsideChanges() {
        List<ServerChange> known = outsideChanges;
        if (known == null) {
            known = serverChanges.listLastDay(viewerPermissions.id());
            outsideChanges = known;
        }
        return known;
    }

    private void show() {
        List<Operation> recent = operations.displayed();
        Set<ActionTarget> pending = recent.stream()
                .filter(operation -> !operation.state().isFinal())
                .map(Operation::target)
                .collect(Collectors.toSet());
        Collection<Server> visible = servers.servers().values();
        ServerCounts counts = ServerCounts.of(visible, pending::contains);
        states.update(counts);
        projects.update(counts);
        attention.update(visible, recent);
        activity.update(recent, outsideChanges(), clock.instant());
        clouds.update(servers.freshness());
        history.refresh();
        quotas.refresh();
        boolean none = counts.total() == 0;
        empty.setVisible(none);
        states.setVisible(!none);
        projects.setVisible(!none);
        if (none) {
            empty.update(servers.freshness());
        }
        findAncestor(MainLayout.class).updateServerCount(counts.total());
    }
}
