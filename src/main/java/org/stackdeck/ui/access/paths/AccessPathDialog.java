package org.stackdeck.ui.access.paths;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.report.ResourceAccessReport;
import org.stackdeck.access.report.ResourceAccessReportService;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Lists the users who can access a server or another resource now or later, and the grants that give them access, with
 * live updates. Each row with a grant links to the grant.
 */
final class AccessPathDialog extends Dialog {

    private final transient Dependencies dependencies;
    private final Messages messages;
    private final transient GrantFormatter grantFormatter;
    private final AccessPathGrid grid;
    private final SearchField search;
    private final Paragraph summary = StyledElements.paragraph("hint");
    private transient ResourceAttributes attributes;
    private transient ResourceAccessReport resourceAccessReport;
    private String shownSharing = "";

    record Dependencies(
            ResourceAccessReportService reportService,
            GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            Caller caller,
            Clock clock) {}

    /** @param name displayed name of the server or resource */
    AccessPathDialog(Dependencies dependencies, Messages messages, ResourceAttributes resource, String name) {
        this.dependencies = dependencies;
        this.messages = messages;
        this.grantFormatter = dependencies.catalog().formatter(messages);
        this.attributes = resource;
        this.resourceAccessReport = dependencies.reportService().report(dependencies.caller(), attributes);
        setHeaderTitle(messages.text("touch.title", name));
        addClassName("who-can");
        setWidth("860px");
        setHeight("600px");
        this.search = new SearchField(messages.text("touch.search"));
        search.addValueChangeListener(_ -> applyFilter());
        summary.getElement().setAttribute("aria-live", "polite");
        grid = new AccessPathGrid(
                messages,
                grantFormatter,
                dependencies.clock(),
                this::openGrant,
                resource.target() instanceof ServerKey ? this::openAsUser : null);
        add(StyledElements.div("who-can-body", StyledElements.div("who-can-head", summary, search), grid));
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        dependencies.notifier().bind(event, this::load, this::update);
        dependencies.catalog().follow(event, attributes.target(), this::refresh);
    }

    private record AccessData(ResourceAttributes facts, ResourceAccessReport holders) {}

    /** Loads the data; returns empty if the resource no longer exists. */
    private Optional<AccessData> load() {
        return find().map(facts ->
                new AccessData(facts, dependencies.reportService().refresh(dependencies.caller(), facts)));
    }

    private Optional<ResourceAttributes> find() {
        return dependencies.catalog().findAttributes(attributes.target());
    }

    /** Reloads the data if the resource has changed, or if a grant has begun or ended by time since the last load. */
    private void refresh() {
        Optional<ResourceAttributes> now = find();
        Instant changesAt = resourceAccessReport.changesAt();
        boolean late = changesAt != null && !dependencies.clock().instant().isBefore(changesAt);
        if (now.isEmpty() || late || !now.get().equals(attributes) || !sharing().equals(shownSharing)) {
            update(load());
        }
    }

    private void update(Optional<AccessData> loaded) {
        if (loaded.isEmpty()) {
            grid.setRows(List.of());
            search.setVisible(false);
            grid.grid().setVisible(false);
            summary.setText(
                    messages.text(attributes.target() instanceof ServerKey ? "touch.gone" : "touch.gone.resource"));
            return;
        }
        search.setVisible(true);
        grid.grid().setVisible(true);
        attributes = loaded.get().facts();
        resourceAccessReport = loaded.get().holders();
        applyFilter();
    }

    private void applyFilter() {
        SearchQuery<?> query = search.query();
        grid.setRows(resourceAccessReport.users().stream()
                .flatMap(userResourceAccess -> userResourceAccess.paths().stream()
                        .map(accessPath -> new AccessPathRow(userResourceAccess.user(), accessPath)))
                .filter(row -> query.isContainedIn(searchText(row)))
                .toList());
        long now = resourceAccessReport.users().stream()
                .filter(userResourceAccess -> userResourceAccess.activeNow())
                .count();
        User owner = resourceAccessReport.owner();
        shownSharing = sharing();
        summary.setText(
                messages.text("touch.summary", now, resourceAccessReport.users().size() - now) + " "
                        + (owner == null
                                ? messages.text("touch.owner.nobody")
                                : messages.text("touch.owner", owner.name().value()))
                        + shownSharing);
    }

    /** Returns a sentence about the users whose access comes from the sharing of the resource in the cloud. */
    private String sharing() {
        return attributes.target() instanceof ResourceKey key
                ? dependencies.catalog().findResource(key).map(this::sharing).orElse("")
                : "";
    }

    private String sharing(CloudResource resource) {
        if (resource.published()) {
            return " " + messages.text("touch.published");
        }
        if (resource.sharedWith().isEmpty()) {
            return "";
        }
        String projects = resource.sharedWith().stream()
                .map(project -> dependencies.catalog().projectName(resource.cloud(), project))
                .sorted()
                .collect(Collectors.joining(", "));
        return " " + messages.text("touch.shared", projects);
    }

    private String searchText(AccessPathRow row) {
        return String.join(
                " ",
                row.name(),
                row.user().displayName(),
                row.grantee(),
                grantFormatter.role(row.path().role()),
                grantFormatter.allPermissions(row.path().role().permissions()));
    }

    private void openAsUser(AccessPathRow row) {
        UI ui = UI.getCurrentOrThrow();
        close();
        ServerRoutes.navigateToImpersonated(ui, row.user().name());
    }

    private void openGrant(AccessPathRow row) {
        row.grant().ifPresent(by -> {
            UI ui = UI.getCurrentOrThrow();
            close();
            ui.navigate(
                    GrantsView.class,
                    QueryParameters.simple(Map.of(
                            GrantsView.WHO,
                            row.grantee(),
                            GrantsView.GRANT,
                            by.grant().toString())));
        });
    }
}
