package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;

/** Attributes of a server or of another resource that permission checks use. Ownership is part of the subject. */
public sealed interface ResourceAttributes permits ServerAttributes, ResourceAttributes.OfResource {

    CloudName cloud();

    ProjectId project();

    String name();

    Set<String> tags();

    Map<String, String> metadata();

    /** Returns whether the resource has one of the IDs, which are those of servers or of other resources. */
    boolean hasOneOf(Set<ServerId> ids);

    boolean isIn(Set<ServerKey> owned);

    /** Creates the attributes of a resource of a known project. Resources besides servers have no owner. */
    static ResourceAttributes of(CloudResource resource, ProjectId project) {
        return new OfResource(
                resource.cloud(), resource.id(), project, resource.name(), Set.copyOf(resource.texts("tags")));
    }

    /** Attributes of a resource that is not a server. */
    record OfResource(CloudName cloud, String id, ProjectId project, String name, Set<String> tags)
            implements ResourceAttributes {

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public boolean hasOneOf(Set<ServerId> ids) {
            return ids.contains(new ServerId(id));
        }

        @Override
        public boolean isIn(Set<ServerKey> owned) {
            return false;
        }
    }
}
