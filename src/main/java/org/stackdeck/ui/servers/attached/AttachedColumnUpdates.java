package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.resource.AttachedResourceIndex;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.servers.grid.ServerCellLinks;

/**
 * Invisible component that delivers the volumes or security groups of all servers while a grid shows their columns and
 * the page is visible.
 */
public final class AttachedColumnUpdates extends Div {

    private final UserId viewer;
    private final transient ResourceUpdates resourceUpdates;
    private final transient Consumer<AttachedResourceIndex> receiver;

    /** @param receiver called with the session lock of the page */
    public AttachedColumnUpdates(
            ServerCellLinks links,
            UserId viewer,
            ResourceUpdates resourceUpdates,
            Consumer<AttachedResourceIndex> receiver) {
        this.viewer = viewer;
        this.resourceUpdates = resourceUpdates;
        this.receiver = receiver;
        setVisible(false);
        links.onAttachedKindsChange(this::subscribe);
        subscribe(links.attachedKinds());
    }

    private void subscribe(Set<ResourceKind> kinds) {
        removeAll();
        if (!kinds.isEmpty()) {
            add(new Subscription(kinds));
        }
    }

    private final class Subscription extends Div {

        private final Set<ResourceKind> kinds;

        Subscription(Set<ResourceKind> kinds) {
            this.kinds = kinds;
        }

        @Override
        protected void onAttach(AttachEvent event) {
            resourceUpdates.subscribe(
                    event, (inventory, push) -> inventory.subscribeToIndex(kinds, viewer, push), receiver);
        }
    }
}
