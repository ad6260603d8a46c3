package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.bulk.BulkActionBar;
import org.stackdeck.ui.bulk.BulkActionDialogs;
import org.stackdeck.ui.bulk.BulkTarget;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.DeletionConsequences;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/**
 * Performs an action on several resources that the user has selected in a grid. Only displayed rows can be selected.
 * The grid has no checkboxes while the viewer has no permission for any of the actions on the displayed resources.
 */
final class ResourceBulkActions {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceBulkActions.class);

    /** Maximum number of resources for which the dialog describes the effects of a deletion. */
    private static final int MAX_WITH_USERS = 10;

    private final ResourceKind kind;
    private final List<ResourceAction> actions;
    private final ResourceGrid grid;
    private final Services services;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final BulkActionDialogs controller;
    private final BulkActionBar<ResourceAction> bar;
    private boolean loading;

    @org.springframework.stereotype.Component
    @UIScope
    record Services(
            ActionAvailabilityService availability, BulkActionDialogs.Services dialogs, ResourceUpdates updates) {}

    private ResourceBulkActions(
            ResourceKind kind,
            ResourceGrid grid,
            Services services,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.kind = kind;
        this.actions = ResourceActionLookup.bulkActionsOf(kind).toList();
        this.grid = grid;
        this.services = services;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.controller = new BulkActionDialogs(services.dialogs(), grid, messages, this::clear);
        this.bar = new BulkActionBar<>(messages, actions, this::openDialog, this::selectAll, this::clear);
        grid.onSelectionChange(this::updateBar);
        // A detached page does not receive the loaded effects.
        grid.addDetachListener(_ -> setLoading(false));
    }

    /** Creates the bulk actions of a list; empty if there are none for the kind. */
    static Optional<ResourceBulkActions> create(
            ResourceKind kind,
            ResourceGrid grid,
            Services services,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        return ResourceActionLookup.bulkActionsOf(kind).findAny().isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceBulkActions(kind, grid, services, viewerPermissions, messages));
    }

    Component bar() {
        return bar;
    }

    /** Adjusts the selection to the displayed rows and the current permissions. */
    void update() {
        // Without this filter, all rows would be checked for each action that the viewer has no permission for.
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        List<ResourceAction> possible = actions.stream()
                .filter(action -> permissions.includes(Permission.requiredFor(action)))
                .toList();
        grid.setSelectable(grid.rows().stream()
                .anyMatch(row -> possible.stream().anyMatch(action -> isPermitted(check(row.resource(), action)))));
        grid.retainDisplayed();
        updateBar();
    }

    private ActionAvailability check(CloudResource resource, ResourceAction action) {
        return services.availability().check(viewerPermissions.subject(), resource, action);
    }

    private static boolean isPermitted(ActionAvailability availability) {
        return !(availability instanceof ActionAvailability.Invisible)
                && UnavailabilityReasons.missingPermission(availability).isEmpty();
    }

    private void updateBar() {
        bar.update(
                grid.selectedRows().size(),
                action ->
                        targets(action).stream().filter(BulkTarget::isAvailable).count(),
                Math.min(grid.rows().size(), OperationService.MAX_BULK_TARGETS));
    }

    /** Returns the selected resources without those that already have the effect of the action. */
    private List<BulkTarget> targets(ResourceAction action) {
        return grid.selectedRows().stream()
                .filter(row -> ResourceActionRules.isRelevant(action, row.resource()))
                .map(row -> new BulkTarget(row.key(), row.name(), check(row.resource(), action)))
                .toList();
    }

    private void selectAll() {
        grid.select(grid.rows().stream()
                .limit(OperationService.MAX_BULK_TARGETS)
                .map(ResourceRow::key)
                .toList());
    }

    private void clear() {
        grid.select(List.of());
    }

    private void openDialog(ResourceAction action) {
        if (loading) {
            return;
        }
        List<BulkTarget> selected = targets(action);
        if (action.isDeletion()) {
            openDialogWithConsequences(selected, action);
        } else {
            controller.openDialog(selected, action, List.of());
        }
    }

    /**
     * Loads the effects of the deletion in the background, and then opens the dialog for the resources that were
     * selected at the start. Ignores further clicks until then.
     */
    private void openDialogWithConsequences(List<BulkTarget> selected, ResourceAction deletion) {
        Set<ActionTarget> available = selected.stream()
                .filter(BulkTarget::isAvailable)
                .map(BulkTarget::key)
                .collect(Collectors.toSet());
        List<CloudResource> resources = grid.selectedRows().stream()
                .map(ResourceRow::resource)
                .filter(resource -> available.contains(resource.key()))
                .toList();
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        services.dialogs()
                .uiPush()
                .load(
                        viewerPermissions.id(),
                        UI.getCurrentOrThrow(),
                        grid,
                        () -> consequences(resources, permissions),
                        consequences -> {
                            setLoading(false);
                            controller.openDialog(selected, deletion, consequences);
                        });
        setLoading(true);
    }

    private void setLoading(boolean isLoading) {
        loading = isLoading;
        bar.setProgress(isLoading ? messages.text("resources.bulk.loading-users") : "");
    }

    /** Never throws, because the dialog opens only after the effects have been returned. */
    private List<String> consequences(List<CloudResource> resources, EffectivePermissions permissions) {
        try {
            return loadConsequences(resources, permissions);
        } catch (RuntimeException e) {
            LOG.warn("Could not load the resources that use the selected {}", kind.code(), e);
            return List.of(messages.text("resources.bulk.users-unknown"));
        }
    }

    private List<String> loadConsequences(List<CloudResource> resources, EffectivePermissions permissions) {
        ResourcePageData current = services.updates().loadWithReferringKinds(kind, resources, viewerPermissions.id());
        List<String> used = describeReferring(
                resources.stream()
                        .map(resource -> current.of(kind).find(resource.key()).orElse(resource))
                        .toList(),
                current,
                permissions);
        return DeletionConsequences.isComplete(current)
                ? used
                : Stream.concat(Stream.of(messages.text("resources.bulk.users-unknown")), used.stream())
                        .toList();
    }

    private List<String> describeReferring(
            List<CloudResource> resources, ResourcePageData referring, EffectivePermissions permissions) {
        DeletionConsequences consequences = new DeletionConsequences(services.updates(), messages);
        Map<CloudResource, List<String>> sentences = resources.stream()
                .collect(Collectors.toMap(
                        Function.identity(), resource -> consequences.of(resource, referring, permissions)));
        List<String> used = resources.stream()
                .filter(resource -> !sentences.getOrDefault(resource, List.of()).isEmpty())
                .map(resource -> messages.text(
                        "resources.bulk.users",
                        resource.displayName(),
                        String.join(" ", sentences.getOrDefault(resource, List.of()))))
                .toList();
        return used.size() <= MAX_WITH_USERS
                ? used
                : Stream.concat(
                                used.stream().limit(MAX_WITH_USERS),
                                Stream.of(messages.text("servers.bulk.left-out.more", used.size() - MAX_WITH_USERS)))
                        .toList();
    }
}
