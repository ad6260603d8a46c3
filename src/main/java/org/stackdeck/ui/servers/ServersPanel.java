package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.search.TokenSearchField;
import org.stackdeck.ui.servers.columns.ServerGridLayoutChooser;
import org.stackdeck.ui.servers.grid.ChangedServerRows;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.live.FreshnessBadge;
import org.stackdeck.ui.servers.live.StaleCloudBanner;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSearchSuggestions;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Panel with the servers of one user: state filters, freshness, search, grid and menu, or an empty state. The panel
 * only displays data; listeners of the grid and the menu add the actions.
 */
public final class ServersPanel extends Div {

    private final transient Clouds clouds;
    private final transient ServerGridModel model;
    private final transient Supplier<EffectivePermissions> effectivePermissions;
    private final transient ServerMenu menu;
    private final transient ServersEmptyStateFactory emptyStates;
    private final transient Consumer<ServerGridQuery> queryListener;
    private final ServerGrid grid;
    private final ServerStateFilterChips chips;
    private final FreshnessBadge badge;
    private final StaleCloudBanner banner;
    private final ServerGridLayoutChooser serverGridLayoutChooser;
    private final TokenSearchField search;
    private final Div title;
    private final Div line = StyledElements.div("states");
    private final Div tools = StyledElements.div("tools");
    private final Div empty = StyledElements.div("empty-box");

    private ServerGridQuery query = ServerGridQuery.ALL;
    /** Freshness of each cloud in which the user has permissions; null until the first inventory update. */
    private @Nullable Map<CloudName, Freshness> freshness;

    private transient Consumer<ServerSort> sortListener = _ -> {};

    private transient @Nullable ServersContentState contentState;

    /**
     * Components of the panel.
     *
     * @param grid shows {@code model}
     * @param noAccess creates the empty states for users without an active grant
     */
    public record Parts(ServerGridModel model, ServerGrid grid, ServerMenu menu, NoAccessStateFactory noAccess) {}

    /** Components that are the same on all pages. */
    record Elements(
            ServersEmptyStateFactory emptyStates,
            FreshnessBadge badge,
            StaleCloudBanner banner,
            ServerGridLayoutChooser serverGridLayoutChooser) {}

    /**
     * @param effectivePermissions returns the current permissions of the user
     * @param queryListener receives each query that results from a change by the user
     */
    ServersPanel(
            String title,
            Parts parts,
            Elements elements,
            Messages messages,
            Clouds clouds,
            Supplier<EffectivePermissions> effectivePermissions,
            Consumer<ServerGridQuery> queryListener) {
        this.clouds = clouds;
        this.model = parts.model();
        this.grid = parts.grid();
        this.menu = parts.menu();
        this.emptyStates = elements.emptyStates();
        this.effectivePermissions = effectivePermissions;
        this.queryListener = queryListener;
        this.chips = new ServerStateFilterChips(messages, group -> changeQuery(query.withToggledState(group)));
        this.badge = elements.badge();
        this.banner = elements.banner();
        this.serverGridLayoutChooser = elements.serverGridLayoutChooser();
        this.search = new TokenSearchField(
                messages,
                "servers.search",
                ServerSearchProperty.ALL,
                new TokenSearchField.Suggestions(
                        (typed, others) ->
                                ServerSearchSuggestions.suggest(typed, model.matchingServers(others), model.owners()),
                        (key, value) -> ServerSearchSuggestions.valueName(messages, key, value)),
                typed -> changeQuery(query.withSearch(typed)));
        this.title = ListPageElements.header(title);
        updateLinks();
        addClassName("servers-page");
        Div box = StyledElements.div("grid-box", grid, empty);
        line.add(chips, badge);
        tools.add(search, serverGridLayoutChooser);
        Span announcement = StyledElements.span("sr");
        announcement.getElement().setAttribute("role", "status");
        grid.onAnnouncement(announcement::setText);
        add(this.title, banner, line, tools, box, announcement);
        grid.onSortChange(sort -> {
            changeQuery(query.withOrder(sort));
            sortListener.accept(sort);
        });
    }

    /** Adds a component at the end of the toolbar. */
    void addTool(Component tool) {
        tools.add(tool);
    }

    /** Adds a component next to the column chooser. */
    void addGridTool(Component tool) {
        tools.addComponentAtIndex(tools.indexOf(serverGridLayoutChooser) + 1, tool);
    }

    void addToTitle(Component component) {
        title.add(component);
    }

    ServerGridLayoutChooser serverGridLayoutChooser() {
        return serverGridLayoutChooser;
    }

    /** Sets the listener that receives each sort order that the user selects, before the query changes. */
    void onSortChange(Consumer<ServerSort> listener) {
        sortListener = listener;
    }

    /** Adds a notice below the title. */
    public void addNotice(Component notice) {
        addComponentAtIndex(1, notice);
    }

    ServerGridQuery query() {
        return query;
    }

    /** Applies a query from the URL or a view. Does not notify the query listener. */
    public void setQuery(ServerGridQuery newQuery) {
        query = newQuery;
        search.setSearch(newQuery.search());
        model.setQuery(newQuery);
        grid.setSort(newQuery.order());
        grid.refreshAllRows();
        refreshCounts();
        refreshContentState();
    }

    public void applyUpdate(VisibleServersUpdate inventoryUpdate) {
        freshness = inventoryUpdate.freshness();
        refreshRows(model.applyUpdate(inventoryUpdate));
        refreshContentState();
    }

    public void setOwners(OwnerMap ownerMap) {
        ChangedServerRows changedServerRows = model.setOwners(ownerMap);
        if (!changedServerRows.equals(ChangedServerRows.NONE)) {
            refreshRows(changedServerRows);
            refreshContentState();
        }
    }

    public void setProtections(DeletionProtectionMap deletionProtectionMap) {
        ChangedServerRows changedServerRows = model.setProtections(deletionProtectionMap);
        if (!changedServerRows.equals(ChangedServerRows.NONE)) {
            refreshRows(changedServerRows);
        }
    }

    public void applyOperations(List<Operation> operations) {
        Set<ServerKey> changed = new HashSet<>();
        operations.forEach(
                operation -> changed.addAll(model.applyOperation(operation).changed()));
        if (!changed.isEmpty()) {
            refreshRows(new ChangedServerRows(changed, Set.of()));
            refreshContentState();
        }
    }

    /**
     * Updates the available actions and the pending servers after the permissions have changed. The next inventory
     * update changes the other servers.
     */
    public void refreshPermissions() {
        model.refreshPending();
        serverGridLayoutChooser.refreshPermissions();
        updateLinks();
        grid.refreshAllRows();
        menu.refresh(model);
        refreshContentState();
        // The offered requests and launches also depend on permissions that do not change the page state.
        refreshNoAccessState();
    }

    private void updateLinks() {
        grid.links().setPermissions(effectivePermissions.get());
    }

    /** Creates the empty state again if it offers to request access or to launch a server. */
    public void refreshNoAccessState() {
        if (contentState instanceof ServersContentState.NoGrants
                || contentState instanceof ServersContentState.GrantsNotYetActive
                || contentState instanceof ServersContentState.NoServers) {
            showContentState(contentState);
        }
    }

    private void refreshRows(ChangedServerRows changedServerRows) {
        grid.applyChanges(changedServerRows);
        menu.refresh(model);
    }

    private void changeQuery(ServerGridQuery other) {
        query = other;
        model.setQuery(other);
        search.setSearch(other.search());
        grid.refreshAllRows();
        refreshCounts();
        refreshContentState();
        queryListener.accept(other);
    }

    /** Updates the displayed number of servers in each state. Callers must throttle frequent calls. */
    public void refreshCounts() {
        chips.update(model, query);
    }

    private void refreshContentState() {
        Map<CloudName, Freshness> known = freshness == null ? Map.of() : freshness;
        badge.update(known);
        ServersContentState now = ServersContentState.of(
                clouds.names(),
                known,
                model.size(),
                model.visibleCount() + model.pendingCount(),
                freshness == null || !freshness.isEmpty(),
                effectivePermissions.get().nextStart().orElse(null));
        boolean hasRows = now instanceof ServersContentState.HasRows;
        banner.update(hasRows ? known : Map.of());
        if (!now.equals(contentState)) {
            contentState = now;
            boolean toFind = !(now instanceof ServersContentState.NoGrants
                    || now instanceof ServersContentState.GrantsNotYetActive
                    || now instanceof ServersContentState.NoCloud);
            title.setClassName("alone", !toFind);
            line.setVisible(toFind);
            tools.setVisible(toFind);
            // Hide the grid by an attribute, because Flow would retain the updates of an invisible grid until it is
            // visible again.
            grid.getElement().setAttribute("hidden", !hasRows);
            empty.setVisible(!hasRows);
            showContentState(now);
        }
    }

    private void showContentState(ServersContentState now) {
        empty.removeAll();
        empty.add(emptyStates.create(now, () -> changeQuery(query.withoutFilters())));
    }
}
