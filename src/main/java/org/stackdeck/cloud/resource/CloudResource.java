package org.stackdeck.cloud.resource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/**
 * A resource as its cloud reports it.
 *
 * @param project the project that owns the resource; null if there is none or it is unknown
 * @param name untrusted text, may be empty
 * @param published whether the resource, such as a public image, is available to all projects
 * @param sharedWith other projects to which the resource, such as an external network with RBAC policies, is
 *     available
 * @param values values by the code of their field, of the types that {@link ResourceField.Type} specifies; without
 *     unknown values
 */
public record CloudResource(
        ResourceKind kind,
        CloudName cloud,
        String id,
        @Nullable Project project,
        String name,
        boolean published,
        Set<ProjectId> sharedWith,
        Map<String, Object> values) {

    /** Key of a boolean value: whether the image was created from a server. */
    public static final String SERVER_DATA = "serverData";

    /** Key of a boolean value: whether Glance can download the data of the image. */
    public static final String IMPORTABLE = "importable";

    /** Key of the reason why the latest download of the data of an image has failed. */
    public static final String IMPORT_ERROR = "importError";

    /**
     * Key of the statuses of the projects with which an image is shared, by the ID of the project. Only {@link
     * org.stackdeck.cloud.client.ResourceClient#findWithMembers} returns this value.
     */
    public static final String MEMBERS = "members";

    /**
     * Key of a boolean value: whether the metadata of the volume is incomplete, because all of it would require too
     * much memory.
     */
    public static final String METADATA_CUT = "metadataCut";

    /** Key of the ID of the group to which a volume belongs. */
    public static final String GROUP = "group";

    /** Key of a boolean value: whether incremental backups depend on the volume backup. */
    public static final String HAS_DEPENDENT_BACKUPS = "hasDependentBackups";

    /** Key of the reason why the creation of a volume backup, or another action on it, has failed. */
    public static final String FAIL_REASON = "failReason";

    /** Key of the ID of the router of a port or floating IP. */
    public static final String ROUTER = "router";

    /**
     * Prefixes of the device owners of ports that are router interfaces (neutron_lib.constants, {@code
     * ROUTER_INTERFACE_OWNERS}).
     */
    private static final List<String> ROUTER_INTERFACES =
            List.of("network:router_interface", "network:ha_router_replicated_interface");

    public CloudResource {
        sharedWith = Set.copyOf(sharedWith);
        values = Map.copyOf(values);
    }

    public CloudResource(
            ResourceKind kind,
            CloudName cloud,
            String id,
            @Nullable Project project,
            String name,
            boolean published,
            Map<String, Object> values) {
        this(kind, cloud, id, project, name, published, Set.of(), values);
    }

    /** Returns whether the project can use the resource. */
    public boolean isAvailableTo(ProjectId candidate) {
        return published
                || sharedWith.contains(candidate)
                || (project != null && project.id().equals(candidate));
    }

    /**
     * Returns a copy with the values that lists contain. Users of other projects can see a resource in a list, but must
     * not see its members.
     */
    public CloudResource asListed() {
        Map<String, Object> listed = new HashMap<>(values);
        listed.keySet().removeAll(Set.of(IMPORT_ERROR, MEMBERS));
        return new CloudResource(kind, cloud, id, project, name, published, sharedWith, listed);
    }

    /** Returns a copy for users who are not permitted to see the project that owns the resource. */
    public CloudResource withoutProject() {
        return new CloudResource(kind, cloud, id, null, name, published, sharedWith, values);
    }

    /**
     * Returns the resource with the sharing of both instances merged. The sharing can differ because the clients of
     * different scopes have access to different projects.
     */
    public CloudResource withSharingOf(CloudResource same) {
        if (sharedWith.containsAll(same.sharedWith) && (published || !same.published)) {
            return this;
        }
        Set<ProjectId> both = new HashSet<>(sharedWith);
        both.addAll(same.sharedWith);
        return new CloudResource(kind, cloud, id, project, name, published || same.published, both, values);
    }

    /**
     * Returns the value of the field {@code status}; an empty string if the kind has no status or the status is
     * unknown.
     */
    public String status() {
        return text("status").orElse("");
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(values.get(field)).map(String::valueOf);
    }

    public List<String> texts(String field) {
        return values.get(field) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public Map<String, String> map(String field) {
        return values.get(field) instanceof Map<?, ?> map && !map.isEmpty()
                ? map.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())))
                : Map.of();
    }

    public Optional<Long> number(String field) {
        return values.get(field) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** Returns whether the cloud prevents the deletion of the image. */
    public boolean isProtected() {
        return isTrue("protected");
    }

    /** Returns whether the value of the field is known and true. */
    public boolean isTrue(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    /** Returns whether the resource is a port that connects a router to a subnet. */
    public boolean isRouterInterface() {
        return ROUTER_INTERFACES.stream().anyMatch(text("deviceOwner").orElse("")::startsWith);
    }

    public ResourceKey key() {
        return new ResourceKey(cloud, kind, id);
    }

    public boolean isInTransition() {
        return kind.isTransitional(status());
    }

    /**
     * Returns the name. If it is blank, returns the IP addresses of a port, the address range of a subnet, the ID of an
     * offered image, or the ID of another resource.
     */
    public String displayName() {
        if (!name.isBlank()) {
            return name;
        }
        List<String> addresses = texts("fixedIps");
        return addresses.isEmpty() ? text("cidr").or(() -> text("image")).orElse(id) : String.join(", ", addresses);
    }
}
