package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.ui.resources.ResourceUpdates;

/**
 * Invisible component that delivers the resources of a server while the component is attached and the page is visible.
 * Uses the lists that all viewers share, so that additional viewers cause no additional requests.
 */
public final class AttachedResourceSubscription extends Div {

    private final ServerKey server;
    private final Set<ResourceKind> kinds;
    private final UserId viewer;
    private final transient ResourceUpdates resourceUpdates;
    private final transient Consumer<AttachedResources> receiver;

    /** @param receiver called with the session lock of the page */
    public AttachedResourceSubscription(
            ServerKey server,
            Set<ResourceKind> kinds,
            UserId viewer,
            ResourceUpdates resourceUpdates,
            Consumer<AttachedResources> receiver) {
        this.server = server;
        this.kinds = kinds;
        this.viewer = viewer;
        this.resourceUpdates = resourceUpdates;
        this.receiver = receiver;
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        resourceUpdates.subscribe(
                event, (inventory, push) -> inventory.subscribeToAttached(server, kinds, viewer, push), receiver);
    }
}
