package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/**
 * Invisible component that reports changes of the resources attached to a server while it is part of a page. Uses the lists
 * that all viewers share, so that additional viewers cause no additional requests. Reports nothing to users who may see the
 * server but not resources of these kinds.
 */
public final class AttachedResourceListener extends Div {

    /** The ports of a server, their floating IPs and their security groups. */
    public static final Set<ResourceKind> NETWORK =
            Set.of(ResourceKind.PORT, ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP);

    public static final Set<ResourceKind> VOLUMES = Set.of(ResourceKind.VOLUME);

    private final ServerKey server;
    private final Set<ResourceKind> kinds;
    private final transient ResourceUpdates resourceUpdates;
    private final transient ViewerPermissions viewerPermissions;
    private final transient Runnable onChange;
    private transient @Nullable List<CloudResource> reported;

    /**
     * @param kinds {@link #NETWORK} or {@link #VOLUMES}
     * @param onChange called in the page's session
     */
    public AttachedResourceListener(
            ServerKey server,
            Set<ResourceKind> kinds,
            ResourceUpdates resourceUpdates,
            ViewerPermissions viewerPermissions,
            Runnable onChange) {
        this.server = server;
        this.kinds = kinds;
        this.resourceUpdates = resourceUpdates;
        this.viewerPermissions = viewerPermissions;
        this.onChange = onChange;
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        resourceUpdates.subscribe(event, kinds, viewerPermissions, this::onUpdate);
    }

    private void onUpdate(ResourcePageData data) {
        if (!kinds.stream()
                .allMatch(
                        kind -> data.byKind().containsKey(kind) && data.of(kind).isComplete(server.cloud()))) {
            return;
        }
        List<CloudResource> attached = attached(data).toList();
        boolean isFirst = reported == null;
        if (!attached.equals(reported)) {
            reported = attached;
            if (!isFirst || !attached.isEmpty()) {
                onChange.run();
            }
        }
    }

    private Stream<CloudResource> attached(ResourcePageData data) {
        String id = server.id().value();
        List<CloudResource> ports = resources(data, ResourceKind.PORT)
                .filter(port -> port.text("device").filter(id::equals).isPresent())
                .toList();
        Set<String> portIds = ports.stream().map(CloudResource::id).collect(Collectors.toSet());
        Set<String> groupIds = ports.stream()
                .flatMap(port -> port.texts("securityGroups").stream())
                .collect(Collectors.toSet());
        return Stream.of(
                        resources(data, ResourceKind.VOLUME)
                                .filter(volume -> volume.texts("servers").contains(id)),
                        ports.stream(),
                        resources(data, ResourceKind.FLOATING_IP)
                                .filter(ip -> ip.text("port")
                                        .filter(portIds::contains)
                                        .isPresent()),
                        resources(data, ResourceKind.SECURITY_GROUP).filter(group -> groupIds.contains(group.id())))
                .flatMap(resources -> resources);
    }

    private Stream<CloudResource> resources(ResourcePageData data, ResourceKind kind) {
        return data.of(kind).resources().stream()
                .filter(resource -> resource.cloud().equals(server.cloud()));
    }
}
