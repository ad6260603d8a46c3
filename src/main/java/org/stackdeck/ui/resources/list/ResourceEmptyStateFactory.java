package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.MyAccessRequestsView;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.creation.ResourceCreationBar;

/** Creates the empty states of a list of resources. Each has the next step that the user is permitted to take. */
final class ResourceEmptyStateFactory {

    private final Messages messages;
    private final ResourceKind kind;
    private final Optional<ResourceCreationBar> creationBar;
    private final ViewerPermissions viewerPermissions;
    private final Runnable clearFilter;

    ResourceEmptyStateFactory(
            Messages messages,
            ResourceKind kind,
            Optional<ResourceCreationBar> creationBar,
            ViewerPermissions viewerPermissions,
            Runnable clearFilter) {
        this.messages = messages;
        this.kind = kind;
        this.creationBar = creationBar;
        this.viewerPermissions = viewerPermissions;
        this.clearFilter = clearFilter;
    }

    /** Offers to create a resource, or to request access. Other kinds have their own texts. */
    EmptyState noResources(boolean mayCreate) {
        String text = messages.findText("resources." + kind.code() + ".none")
                .orElseGet(() -> messages.text(mayCreate ? "resources.none.create" : "resources.none.text"));
        List<Component> next = new ArrayList<>();
        if (mayCreate) {
            creationBar.ifPresent(bar -> next.add(bar.createButton()));
        } else if (kind.hasProject()
                && !viewerPermissions.effectivePermissions().isAdministrator()) {
            next.add(StyledElements.buttonLink(MyAccessRequestsView.PATH, messages.text("requests.ask")));
        }
        return new EmptyState("disk", messages.text("resources.none.title"), text, next.toArray(Component[]::new));
    }

    EmptyState noMatches() {
        return new EmptyState(
                "disk",
                messages.text("resources.none-match.title"),
                messages.text("resources.none-match.text"),
                new Button(messages.text("servers.filter.clear"), _ -> clearFilter.run()));
    }
}
