package org.stackdeck.inventory.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;

/**
 * The volumes and security groups of all servers, as last polled. Users who may see a server may also see these
 * resources of it. Therefore, callers must look up only servers that the user can see.
 */
public final class AttachedResourceIndex {

    public static final AttachedResourceIndex NONE = new AttachedResourceIndex(Map.of());

    private final Map<ResourceKind, Map<CloudName, AttachedByServer>> byKind;

    /**
     * Resources of a server.
     *
     * @param resources ordered by name
     * @param outdated whether the last request for one of the lists has failed
     */
    public record Attached(List<CloudResource> resources, boolean outdated) {

        public Attached {
            resources = List.copyOf(resources);
        }
    }

    AttachedResourceIndex(Map<ResourceKind, Map<CloudName, AttachedByServer>> byKind) {
        this.byKind = Map.copyOf(byKind);
    }

    /** Returns the resources of a server that the user can see; empty if the lists have not been loaded. */
    public Optional<Attached> find(Server server, ResourceKind kind) {
        return Optional.ofNullable(byKind.getOrDefault(kind, Map.of()).get(server.cloud()))
                .flatMap(attached -> attached.find(server));
    }

    /** Returns whether both indexes have the same resources, and the same lists are complete and up to date. */
    boolean hasSameContent(AttachedResourceIndex other) {
        return byKind.equals(other.byKind);
    }
}
