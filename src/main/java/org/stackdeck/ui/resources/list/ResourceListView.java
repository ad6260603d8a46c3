package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.inventory.search.ResourceSearchFilter;
import org.stackdeck.inventory.search.ResourceSearchProperty;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;
import org.stackdeck.ui.resources.ResourceValueFormatter;
import org.stackdeck.ui.resources.creation.ResourceCreationBar;
import org.stackdeck.ui.resources.creation.ResourceCreationBarFactory;
import org.stackdeck.ui.search.SearchSuggestions;
import org.stackdeck.ui.search.TokenSearchField;
import org.stackdeck.ui.servers.live.FreshnessBadge;

/**
 * Live page with the resources of one kind, and with tabs for related kinds. The URL contains the search, the states
 * and the sort order.
 */
@Route(value = ResourceRoutes.KIND_TEMPLATE, layout = MainLayout.class)
@PermitAll
public class ResourceListView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final transient ResourceCreationBarFactory creationBars;
    private final transient ResourceBulkActions.Services bulkServices;
    private final transient OwnerCache ownerCache;
    private final Messages messages = Messages.current();
    private @Nullable ListPart part;

    ResourceListView(
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            ResourceCreationBarFactory creationBars,
            ResourceBulkActions.Services bulkServices,
            OwnerCache ownerCache) {
        this.ownerCache = ownerCache;
        this.bulkServices = bulkServices;
        this.creationBars = creationBars;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        addClassName("list-page");
    }

    @Override
    public String getPageTitle() {
        return part == null ? "" : messages.text("app.page-title", messages.text(titleKey(part.kind)));
    }

    private static String titleKey(ResourceKind kind) {
        return "resources." + kind.code() + ".title";
    }

    /** Replaces the list, because Flow reuses the view when the user navigates to another kind. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<ResourceKind> kind =
                event.getRouteParameters().get(ResourceRoutes.KIND).flatMap(ResourceKind::fromCode);
        if (kind.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        part = new ListPart(
                kind.get(), ResourceListQuery.of(kind.get(), event.getLocation().getQueryParameters()));
        add(part);
    }

    /** List of one kind, updated while the component is attached. */
    private final class ListPart extends Div {

        private final ResourceKind kind;
        private final FreshnessBadge freshness = updates.freshnessBadge(messages);
        private final TokenSearchField search;
        private final @Nullable ResourceStateFilterChips chips;
        private final ResourceGrid grid;
        private final Optional<ResourceCreationBar> creationBar;
        private final transient ResourceEmptyStateFactory emptyStates;
        private final transient Optional<ResourceBulkActions> bulkActions;
        private transient ResourceListQuery query;
        private transient List<ResourceRow> rows = List.of();
        private int shownTexts;
        private transient ResourcePageData shown = ResourcePageData.NONE;
        /**
         * Permissions with which the rows were created; null before the first update. They determine which names the
         * rows show.
         */
        private transient @Nullable EffectivePermissions shownPermissions;

        private long shownServers;
        private boolean complete;
        private @Nullable String emptyKey;

        ListPart(ResourceKind kind, ResourceListQuery initial) {
            this.kind = kind;
            this.query = initial;
            this.grid = new ResourceGrid(messages, kind);
            addClassName("list-page");
            search = new TokenSearchField(
                    messages,
                    "resources.search",
                    ResourceSearchProperty.of(kind),
                    new TokenSearchField.Suggestions(
                            this::suggest, (key, value) -> ResourceStateFilterChips.valueName(messages, key, value)),
                    text -> changeQuery(query.withSearch(text)));
            search.setSearch(initial.search());
            grid.setSort(initial.sort());
            grid.onSortChange(sort -> changeQuery(query.withSort(sort)));
            Div tools = StyledElements.div("tools", search);
            bulkActions = ResourceBulkActions.create(kind, grid, bulkServices, viewerPermissions, messages);
            bulkActions.ifPresent(actions -> tools.add(actions.bar()));
            creationBar =
                    creationBars.create(kind, viewerPermissions, messages, _ -> true, () -> this::openIfIncomplete);
            emptyStates =
                    new ResourceEmptyStateFactory(messages, kind, creationBar, viewerPermissions, this::clearFilter);
            creationBar.ifPresent(tools::add);
            Component[] aside = Stream.<Component>concat(
                            ActionTerms.of(kind).stream().map(term -> new ExplainButton(term, messages)),
                            Stream.of(freshness))
                    .toArray(Component[]::new);
            Div header = ListPageElements.header(messages.text(titleKey(kind)), aside);
            ResourceTabs.addTo(header, messages, kind, kind, updates::isOffered);
            add(header);
            chips = ResourceStateFilterChips.exists(kind)
                    ? new ResourceStateFilterChips(messages, kind, state -> changeQuery(query.withToggledState(state)))
                    : null;
            if (chips != null) {
                add(StyledElements.div("states", chips));
            }
            add(tools, grid);
        }

        /**
         * Opens the page of a new image, so that the user can upload the image data. Does nothing for other kinds. Does
         * nothing if a dialog is open, so that the dialog keeps its input.
         */
        private void openIfIncomplete(Operation creation) {
            if (kind == ResourceKind.IMAGE) {
                getUI().filter(ui -> !ui.hasModalComponent())
                        .ifPresent(ui -> ui.navigate(ResourceRoutes.resourcePath((ResourceKey) creation.target())));
            }
        }

        private void clearFilter() {
            search.setSearch("");
            changeQuery(query.withoutFilter());
        }

        private static boolean refersToServers(ResourceKind kind) {
            return kind.fields().stream().anyMatch(field -> ResourceField.SERVERS.equals(field.target()));
        }

        private void changeQuery(ResourceListQuery changed) {
            query = changed;
            refresh();
            UI.getCurrentOrThrow()
                    .getPage()
                    .getHistory()
                    .replaceState(null, new Location(ResourceRoutes.listPath(kind), changed.toParameters()));
        }

        private SearchSuggestions suggest(String typed, String others) {
            ResourceSearchFilter search = searchFor(others);
            return SearchSuggestions.suggest(
                    typed,
                    ResourceSearchProperty.of(kind),
                    matching(search),
                    (property, row) -> search.values(property, row.resource()));
        }

        private ResourceSearchFilter searchFor(String text) {
            return ResourceSearchFilter.of(kind, text, ownerCache.current(), viewerPermissions.id());
        }

        private List<ResourceRow> matching() {
            return query.search().isBlank() ? rows : matching(searchFor(query.search()));
        }

        /** Returns the rows that have one of the states of the filter. */
        private List<ResourceRow> withStates(List<ResourceRow> found) {
            return query.states().isEmpty()
                    ? found
                    : found.stream()
                            .filter(row -> query.states().contains(ResourceStateFilterChips.state(row)))
                            .toList();
        }

        private List<ResourceRow> matching(ResourceSearchFilter search) {
            return rows.stream()
                    .filter(row -> search.matches(row.resource(), _ -> ResourceGrid.searchText(row)))
                    .toList();
        }

        @Override
        protected void onAttach(AttachEvent event) {
            updates.subscribe(event, kind.withTargets(), viewerPermissions, this::update);
            updates.onChange(event, changed -> ownerCache.subscribe(_ -> changed.run()), this::refreshIfOwnersMatter);
        }

        private void refreshIfOwnersMatter() {
            if (searchFor(query.search()).filtersByOwner()) {
                refresh();
            }
        }

        private void update(ResourcePageData data) {
            VisibleResources visible = data.of(kind);
            freshness.update(visible.freshness());
            EffectivePermissions permissions = viewerPermissions.effectivePermissions();
            creationBar.ifPresent(ResourceCreationBar::refresh);
            complete = data.byKind().containsKey(kind)
                    && visible.freshness().values().stream().allMatch(Freshness::complete);
            boolean sameResources = data.hasSameResources(shown);
            if (!sameResources
                    || !permissions.equals(shownPermissions)
                    || updates.serversChangedSince(shownServers, kind)) {
                shown = data;
                shownPermissions = permissions;
                shownServers = updates.serverVersion();
                ResourceValueFormatter values = new ResourceValueFormatter(messages, updates.names(permissions));
                List<ResourceRow> current = visible.resources().stream()
                        .map(resource -> new ResourceRow(resource, values))
                        .toList();
                // A change of servers rarely changes the displayed names. Repainting unchanged rows would cause an
                // unnecessary push.
                int texts = refersToServers(kind)
                        ? current.stream()
                                .map(ResourceGrid::searchText)
                                .toList()
                                .hashCode()
                        : 0;
                boolean painted = sameResources && refersToServers(kind) && texts == shownTexts;
                shownTexts = texts;
                rows = current;
                if (painted) {
                    bulkActions.ifPresent(ResourceBulkActions::update);
                } else {
                    refresh();
                }
            }
            showEmptyState();
        }

        private void refresh() {
            List<ResourceRow> found = matching();
            if (chips != null) {
                chips.update(found, query.states());
            }
            grid.setRows(query.sort().sort(withStates(found), kind));
            bulkActions.ifPresent(ResourceBulkActions::update);
            showEmptyState();
        }

        /** Shows or hides the empty state. If there are no resources, shows it only after all clouds have responded. */
        private void showEmptyState() {
            boolean mayCreate = creationBar.filter(Component::isVisible).isPresent();
            String key = rows.isEmpty() ? "resources.none" : "resources.none-match";
            boolean empty = grid.rows().isEmpty() && (complete || !rows.isEmpty());
            if (empty && !(key + mayCreate).equals(emptyKey)) {
                grid.setEmptyState(rows.isEmpty() ? emptyStates.noResources(mayCreate) : emptyStates.noMatches());
                emptyKey = key + mayCreate;
            }
            grid.showEmptyState(empty);
            if (chips != null) {
                // Reserves the space of the chips, so that the page does not move when the resources are loaded.
                chips.getParent().ifPresent(line -> line.setVisible(chips.isVisible() || !complete));
            }
        }
    }
}
