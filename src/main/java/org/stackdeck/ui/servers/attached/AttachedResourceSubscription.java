package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.resources.ResourceUpdates;

/**
 * Invisible component that reports changes of the resources attached to a server while the component is attached and
 * the page is visible. Uses the lists that all viewers share, so that additional viewers cause no additional requests.
 */
public final class AttachedResourceSubscription extends Div {

    public static final Set<ResourceKind> NETWORK =
            Set.of(ResourceKind.PORT, ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP);

    public static final Set<ResourceKind> VOLUMES = Set.of(ResourceKind.VOLUME);

    private final ServerKey server;
    private final Set<ResourceKind> kinds;
    private final UserId viewer;
    private final transient ResourceUpdates resourceUpdates;
    private final transient Runnable onChange;

    /**
     * @param kinds {@link #NETWORK} or {@link #VOLUMES}
     * @param onChange called with the session lock of the page
     */
    public AttachedResourceSubscription(
            ServerKey server,
            Set<ResourceKind> kinds,
            UserId viewer,
            ResourceUpdates resourceUpdates,
            Runnable onChange) {
        this.server = server;
        this.kinds = kinds;
        this.viewer = viewer;
        this.resourceUpdates = resourceUpdates;
        this.onChange = onChange;
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        resourceUpdates.subscribeToAttached(event, server, kinds, viewer, onChange);
    }
}
