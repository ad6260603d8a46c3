package org.stackdeck.ui.resources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;

/** Creates links from the page of a server to the resources of its project. */
public final class ResourceLinks {

    private ResourceLinks() {}

    /** Returns the name as a link. Returns plain text if the viewer cannot see the resource. */
    public static Component create(
            EffectivePermissions permissions, Server server, ResourceKind kind, String id, String name) {
        ResourceKey key = new ResourceKey(server.cloud(), kind, id);
        boolean visible = permissions
                .decide(
                        Permission.read(kind),
                        new ResourceAttributes.OfResource(key, server.project().id(), name))
                .isAllowed();
        return visible ? new Anchor(ResourceRoutes.resourcePath(key), name) : new Span(name);
    }

    /**
     * Creates a link to the list of the kind, filtered by the name. The caller must check that the viewer can see the
     * kind.
     */
    public static Component createForName(ResourceKind kind, String name) {
        return new Anchor(ResourceRoutes.searchPath(kind, name), name);
    }

    /** Creates a link to a resource. The caller must check that the viewer can see the resource or its kind. */
    public static Component create(ResourceKey key, String name) {
        return new Anchor(ResourceRoutes.resourcePath(key), name);
    }
}
