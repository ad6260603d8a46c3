package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;

/** Attributes of a server or of another resource that permission checks use. Ownership is part of the subject. */
public sealed interface ResourceAttributes
        permits ServerAttributes, ResourceAttributes.OfResource, ResourceAttributes.AfterRestore {

    CloudName cloud();

    ProjectId project();

    String name();

    Set<String> tags();

    Map<String, String> metadata();

    /**
     * Returns whether the set contains the ID of the resource. The set can contain IDs of servers and of other
     * resources.
     */
    boolean hasOneOf(Set<ServerId> ids);

    default boolean nameMatches(NamePattern pattern) {
        return pattern.matches(name());
    }

    default boolean hasMetadata(Map<String, String> entries) {
        return metadata().entrySet().containsAll(entries.entrySet());
    }

    ActionTarget target();

    /** Returns the permission without which the resource is invisible. */
    Permission readPermission();

    static ResourceAttributes of(CloudResource resource, ProjectId project) {
        return new OfResource(
                resource.key(), project, resource.name(), Set.copyOf(resource.texts("tags")), resource.map("metadata"));
    }

    /** Attributes of a resource that is not a server. */
    record OfResource(
            ResourceKey target, ProjectId project, String name, Set<String> tags, Map<String, String> metadata)
            implements ResourceAttributes {

        @Override
        public CloudName cloud() {
            return target.cloud();
        }

        @Override
        public Permission readPermission() {
            return Permission.read(target.kind());
        }

        /** Creates attributes without tags and metadata, so that no grant by tag or metadata selects the resource. */
        public OfResource(ResourceKey target, ProjectId project, String name) {
            this(target, project, name, Set.of(), Map.of());
        }

        @Override
        public boolean hasOneOf(Set<ServerId> ids) {
            return ids.contains(new ServerId(target.id()));
        }
    }

    /**
     * Attributes of a volume after the restore of a backup. Its name and metadata are unknown in advance, so each grant
     * by name or metadata in the project selects it.
     */
    record AfterRestore(ResourceAttributes before) implements ResourceAttributes {

        @Override
        public CloudName cloud() {
            return before.cloud();
        }

        @Override
        public ProjectId project() {
            return before.project();
        }

        @Override
        public String name() {
            return before.name();
        }

        @Override
        public Set<String> tags() {
            return before.tags();
        }

        @Override
        public Map<String, String> metadata() {
            return before.metadata();
        }

        @Override
        public boolean hasOneOf(Set<ServerId> ids) {
            return before.hasOneOf(ids);
        }

        @Override
        public boolean nameMatches(NamePattern pattern) {
            return true;
        }

        @Override
        public boolean hasMetadata(Map<String, String> entries) {
            return true;
        }

        @Override
        public ActionTarget target() {
            return before.target();
        }

        @Override
        public Permission readPermission() {
            return before.readPermission();
        }
    }
}
