package org.stackdeck.cloud.resource;

import static org.stackdeck.cloud.resource.ResourceField.PROJECTS;
import static org.stackdeck.cloud.resource.ResourceField.SERVERS;
import static org.stackdeck.cloud.resource.ResourceField.Type.*;
import static org.stackdeck.cloud.resource.ResourceField.detail;
import static org.stackdeck.cloud.resource.ResourceField.listed;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of resource other than a server, with its fields in display order. */
public enum ResourceKind {
    IMAGE(
            "images",
            "image",
            Set.of("queued", "saving", "importing", "uploading"),
            listed("status", TEXT),
            listed("visibility", TEXT),
            listed("size", BYTES),
            listed("diskFormat", TEXT),
            detail("containerFormat", TEXT),
            detail("minDisk", GIB),
            detail("minRam", MIB),
            detail("protected", BOOLEAN),
            detail(CloudResource.SERVER_DATA, BOOLEAN),
            detail("checksum", TEXT),
            detail("osHashAlgo", TEXT),
            detail("osHashValue", TEXT),
            detail("tags", TEXTS),
            listed("createdAt", TIME),
            detail("updatedAt", TIME),
            detail("properties", MAP)),
    /**
     * The membership of a project in an image that another project shares with it. The project can accept or reject the
     * image, and the membership belongs to this project.
     */
    IMAGE_MEMBER(
            "image-members",
            "image",
            Set.of(),
            listed("status", TEXT),
            listed("ownerProject", TEXT).of(PROJECTS),
            listed("size", BYTES),
            detail("diskFormat", TEXT),
            detail("containerFormat", TEXT),
            detail("minDisk", GIB),
            detail("minRam", MIB),
            detail("checksum", TEXT),
            detail("image", TEXT),
            listed("createdAt", TIME)),
    VOLUME(
            "volumes",
            "volume",
            Set.of(
                    "creating",
                    "attaching",
                    "detaching",
                    "deleting",
                    "extending",
                    "retyping",
                    "uploading",
                    "downloading",
                    "backing-up",
                    "restoring-backup",
                    "reverting"),
            listed("status", TEXT),
            listed("size", GIB),
            listed("type", TEXT),
            listed("servers", TEXTS).of(SERVERS),
            detail("bootable", BOOLEAN),
            detail("readOnly", BOOLEAN),
            detail("encrypted", BOOLEAN),
            detail("description", TEXT),
            detail("availabilityZone", TEXT),
            detail("snapshot", TEXT).of("volume-snapshots"),
            detail("sourceVolume", TEXT).of("volumes"),
            listed("createdAt", TIME),
            detail("metadata", MAP)),
    VOLUME_SNAPSHOT(
            "volume-snapshots",
            "volume",
            Set.of("creating", "deleting", "restoring"),
            listed("status", TEXT),
            listed("size", GIB),
            listed("volume", TEXT).of("volumes"),
            detail("description", TEXT),
            listed("createdAt", TIME),
            detail("metadata", MAP)),
    VOLUME_BACKUP(
            "volume-backups",
            "volume",
            Set.of("creating", "deleting", "restoring"),
            listed("status", TEXT),
            listed("size", GIB),
            listed("volume", TEXT).of("volumes"),
            listed("incremental", BOOLEAN),
            detail("snapshot", TEXT).of("volume-snapshots"),
            detail("description", TEXT),
            detail(CloudResource.HAS_DEPENDENT_BACKUPS, BOOLEAN),
            detail(CloudResource.FAIL_REASON, TEXT),
            listed("createdAt", TIME),
            detail("metadata", MAP)),
    /** Volume types belong to no project: they are public or shared with projects. */
    VOLUME_TYPE("volume-types", "volume", Set.of(), listed("description", TEXT), listed("public", BOOLEAN)),
    NETWORK(
            "networks",
            "network",
            Set.of("BUILD"),
            listed("status", TEXT),
            listed("subnets", TEXTS).of("subnets"),
            listed("external", BOOLEAN),
            listed("shared", BOOLEAN),
            detail("description", TEXT),
            detail("mtu", NUMBER),
            detail("adminStateUp", BOOLEAN),
            detail("tags", TEXTS)),
    SUBNET(
            "subnets",
            "network",
            Set.of(),
            listed("network", TEXT).of("networks"),
            listed("cidr", TEXT),
            listed("gateway", TEXT),
            listed("dhcp", BOOLEAN),
            detail("ipVersion", TEXT),
            detail("dns", TEXTS),
            detail("pools", TEXTS),
            detail("hostRoutes", TEXTS),
            detail("tags", TEXTS)),
    PORT(
            "ports",
            "network",
            Set.of("BUILD"),
            listed("status", TEXT),
            listed("fixedIps", TEXTS),
            listed("network", TEXT).of("networks"),
            detail("subnets", TEXTS).of("subnets"),
            listed("device", TEXT).of(SERVERS),
            detail(CloudResource.ROUTER, TEXT).of("routers"),
            detail("deviceOwner", TEXT),
            detail("description", TEXT),
            detail("macAddress", TEXT),
            detail("securityGroups", TEXTS).of("security-groups"),
            detail("allowedAddressPairs", TEXTS),
            detail("portSecurityEnabled", BOOLEAN),
            detail("adminStateUp", BOOLEAN),
            detail("tags", TEXTS)),
    ROUTER(
            "routers",
            "router",
            Set.of("BUILD", "ALLOCATING"),
            listed("status", TEXT),
            listed("externalNetwork", TEXT).of("networks"),
            detail("description", TEXT),
            detail("routes", TEXTS),
            detail("adminStateUp", BOOLEAN),
            detail("tags", TEXTS)),
    FLOATING_IP(
            "floating-ips",
            "floating-ip",
            Set.of(),
            listed("status", TEXT),
            listed("server", TEXT).of(SERVERS),
            listed("fixedIp", TEXT),
            detail("port", TEXT).of("ports"),
            listed("network", TEXT).of("networks"),
            detail(CloudResource.ROUTER, TEXT).of("routers"),
            listed("description", TEXT),
            detail("createdAt", TIME),
            detail("tags", TEXTS)),
    SECURITY_GROUP(
            "security-groups",
            "security-group",
            Set.of(),
            listed("description", TEXT),
            listed("rules", TEXTS),
            detail("tags", TEXTS)),
    /** A named list of addresses, which rules of security groups can refer to. */
    ADDRESS_GROUP(
            "address-groups", "security-group", Set.of(), listed("description", TEXT), listed("addresses", TEXTS)),
    SERVER_GROUP(
            "server-groups",
            "server-group",
            Set.of(),
            listed("policy", TEXT),
            listed("servers", TEXTS).of(SERVERS)),
    /** Flavors belong to no project: they are public or shared with projects. */
    FLAVOR(
            "flavors",
            "flavor",
            Set.of(),
            listed("vcpus", NUMBER),
            listed("ram", MIB),
            listed("disk", GIB),
            detail("ephemeral", GIB),
            detail("swap", MIB),
            listed("public", BOOLEAN)),
    /** The name of an availability zone is also its ID. */
    AVAILABILITY_ZONE("availability-zones", "flavor", Set.of(), listed("status", TEXT));

    private final String code;
    private final String permissionObject;
    private final Set<String> transitional;
    private final List<ResourceField> fields;

    ResourceKind(String code, String permissionObject, Set<String> transitional, ResourceField... fields) {
        this.code = code;
        this.permissionObject = permissionObject;
        this.transitional = transitional;
        this.fields = List.of(fields);
    }

    /** Returns the name in URLs: plural, in kebab case. */
    public String code() {
        return code;
    }

    /** Returns the singular of {@link #code}. */
    public String objectType() {
        return code.substring(0, code.length() - 1);
    }

    /** Returns the object in the codes of the kind's permissions, such as {@code volume} in {@code volume:read}. */
    public String permissionObject() {
        return permissionObject;
    }

    /**
     * Returns the code of the permission to see resources of a project. Users who may create servers can see flavors
     * and availability zones.
     */
    public String readPermission() {
        return isForNewServers() ? "server:create" : permissionObject + ":read";
    }

    /** Returns the type in the service catalog of the service to which the kind belongs. */
    public String service() {
        return switch (this) {
            case IMAGE, IMAGE_MEMBER -> "image";
            case VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP, VOLUME_TYPE -> "volumev3";
            case NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP, ADDRESS_GROUP -> "network";
            case SERVER_GROUP, FLAVOR, AVAILABILITY_ZONE -> "compute";
        };
    }

    public List<ResourceField> fields() {
        return fields;
    }

    /** Returns whether resources of this kind belong to a project. */
    public boolean hasProject() {
        return this != VOLUME_TYPE && !isForNewServers();
    }

    /** Returns whether users who may create servers can see published resources of this kind. */
    public boolean hasPublished() {
        return this == IMAGE || this == NETWORK || isForNewServers();
    }

    private boolean isForNewServers() {
        return this == FLAVOR || this == AVAILABILITY_ZONE;
    }

    /** Returns whether a resource with this status is expected to change soon. */
    public boolean isTransitional(String status) {
        return transitional.contains(status);
    }

    /** Returns the kind with this {@link #objectType}; empty for another type, such as {@code server}. */
    public static Optional<ResourceKind> fromObjectType(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.objectType().equals(type))
                .findFirst();
    }

    /** Returns the kind and the kinds to which its fields refer. */
    public Set<ResourceKind> withTargets() {
        return Stream.concat(
                        Stream.of(this),
                        fields.stream()
                                .map(ResourceField::target)
                                .filter(Objects::nonNull)
                                .flatMap(target -> fromCode(target).stream()))
                .collect(Collectors.toSet());
    }

    public static Optional<ResourceKind> fromCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
