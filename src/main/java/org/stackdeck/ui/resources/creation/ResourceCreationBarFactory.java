package org.stackdeck.ui.resources.creation;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceUpdates;

/** Creates the bars by which pages create resources. */
@Component
public class ResourceCreationBarFactory {

    private final ResourceCreationDialogs creationDialogs;
    private final ResourceUpdates updates;

    ResourceCreationBarFactory(ResourceCreationDialogs creationDialogs, ResourceUpdates updates) {
        this.creationDialogs = creationDialogs;
        this.updates = updates;
    }

    /**
     * Returns a bar for the kind; empty if Stackdeck cannot create resources of the kind.
     *
     * @param projectFilter selects some of the projects in which the user may create resources of the kind
     * @param accepted called for each creation that is requested on the page; the returned consumer receives the
     * operation when it has succeeded
     */
    public Optional<ResourceCreationBar> create(
            ResourceKind kind,
            ViewerPermissions viewer,
            Messages messages,
            Predicate<Project> projectFilter,
            Supplier<Consumer<Operation>> accepted) {
        return ResourceActionLookup.creationOf(kind)
                .map(action -> new ResourceCreationBar(
                        action, creationDialogs, updates, viewer, messages, projectFilter, accepted));
    }
}
