package org.stackdeck.ui.resources;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.util.UriUtils;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Paths of the pages of resources. */
public final class ResourceRoutes {

    /** Path of the topology page, a tab next to the list of networks. */
    public static final String TOPOLOGY_PATH = "networks/topology";

    public static final String KIND = "kind";
    static final String CLOUD = "cloud";
    static final String ID = "id";
    public static final String SEARCH = "q";

    /** Route parameter whose value is the code of a {@link ResourceKind}. */
    public static final String KIND_TEMPLATE =
            ":kind(images|image-members|volumes|volume-snapshots|volume-backups|volume-types|networks|subnets|ports|routers"
                    + "|floating-ips|security-groups|address-groups|server-groups|flavors|availability-zones)";

    private ResourceRoutes() {}

    public static String listPath(ResourceKind kind) {
        return kind.code();
    }

    /** Returns the path of the list of a kind, filtered by the text. */
    public static String searchPath(ResourceKind kind, String text) {
        return listPath(kind) + "?" + SEARCH + "=" + UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    public static String resourcePath(CloudResource resource) {
        return resourcePath(resource.kind().code(), resource.cloud(), resource.id());
    }

    public static String resourcePath(ResourceKey key) {
        return resourcePath(key.kind().code(), key.cloud(), key.id());
    }

    private static String resourcePath(String kind, CloudName cloud, String id) {
        return kind + "/" + UriUtils.encodePathSegment(cloud.value(), StandardCharsets.UTF_8) + "/"
                + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }

    /** Returns the path of the resource or server whose ID is a value of the field; empty for other fields. */
    public static Optional<String> targetPath(ResourceField field, CloudName cloud, String id) {
        return Optional.ofNullable(field.target())
                .filter(target -> !target.equals(ResourceField.PROJECTS))
                .flatMap(target -> target.equals(ResourceField.SERVERS)
                        ? ServerId.parse(id).map(server -> ServerRoutes.serverPath(new ServerKey(cloud, server)))
                        : Optional.of(resourcePath(target, cloud, id)));
    }

    /**
     * Returns the kinds that share a navigation item with this kind, including the kind itself. These kinds are tabs of
     * one page.
     */
    public static List<ResourceKind> siblings(ResourceKind kind) {
        return Arrays.stream(ResourceKind.values())
                .filter(other -> other.permissionObject().equals(kind.permissionObject()))
                .toList();
    }

    /** Returns the kinds to which the navigation items lead: the first kind of each group of siblings. */
    public static List<ResourceKind> navigationKinds() {
        return Arrays.stream(ResourceKind.values())
                .filter(kind -> siblings(kind).getFirst() == kind)
                .toList();
    }
}
