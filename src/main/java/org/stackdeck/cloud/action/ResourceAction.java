package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.action.ActionParameter.*;
import static org.stackdeck.cloud.resource.ResourceKind.ADDRESS_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.FLOATING_IP;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE_MEMBER;
import static org.stackdeck.cloud.resource.ResourceKind.NETWORK;
import static org.stackdeck.cloud.resource.ResourceKind.PORT;
import static org.stackdeck.cloud.resource.ResourceKind.ROUTER;
import static org.stackdeck.cloud.resource.ResourceKind.SECURITY_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SERVER_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SUBNET;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_BACKUP;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_SNAPSHOT;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ExpectedFieldEffect.Entry;
import org.stackdeck.cloud.action.ExpectedFieldEffect.Flag;
import org.stackdeck.cloud.action.ExpectedFieldEffect.Update;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/** An action on a resource other than a server, its permission and the statuses in which the service accepts it. */
public enum ResourceAction implements CloudAction {
    /** Without a volume, the image is created without data. The data is uploaded or imported separately. */
    CREATE_IMAGE(
            IMAGE,
            "image:create",
            List.of(NAME, DISK_FORMAT, CONTAINER_FORMAT, VISIBILITY, MIN_DISK, MIN_RAM, ActionParameter.VOLUME),
            NAME,
            DISK_FORMAT),
    /** Without an image, a snapshot, another volume or a backup, the new volume is empty. */
    CREATE_VOLUME(
            VOLUME,
            "volume:create",
            List.of(NAME, DESCRIPTION, SIZE, TYPE, ActionParameter.IMAGE, SNAPSHOT, ActionParameter.VOLUME, BACKUP),
            SIZE),
    CREATE_VOLUME_SNAPSHOT(
            VOLUME_SNAPSHOT,
            "volume:create",
            List.of(ActionParameter.VOLUME, NAME, DESCRIPTION),
            ActionParameter.VOLUME),
    CREATE_VOLUME_BACKUP(
            VOLUME_BACKUP,
            "volume:create",
            List.of(ActionParameter.VOLUME, NAME, DESCRIPTION, INCREMENTAL),
            ActionParameter.VOLUME),
    /** Allocates a floating IP from an external network. */
    CREATE_FLOATING_IP(
            FLOATING_IP, "floating-ip:create", List.of(ActionParameter.NETWORK, DESCRIPTION), ActionParameter.NETWORK),
    CREATE_NETWORK(
            NETWORK,
            "network:create",
            List.of(NAME, DESCRIPTION, CIDR, GATEWAY, DHCP, DNS, POOLS, HOST_ROUTES, SUBNETS, ALLOW_OVERLAP),
            NAME),
    CREATE_SUBNET(
            SUBNET,
            "network:create",
            List.of(ActionParameter.NETWORK, NAME, CIDR, GATEWAY, DHCP, DNS, POOLS, HOST_ROUTES, ALLOW_OVERLAP),
            ActionParameter.NETWORK,
            CIDR),
    /** Without addresses and security groups, Neutron assigns an address of each IP version and the default group. */
    CREATE_PORT(PORT, "network:create", Update.OF_PORT.after(ActionParameter.NETWORK), ActionParameter.NETWORK),
    /** The network is the external network to which the router connects. */
    CREATE_ROUTER(ROUTER, "router:create", List.of(NAME, DESCRIPTION, ActionParameter.NETWORK), NAME),
    /**
     * The new group receives the rules of the source group, or Neutron's default rules, and a rule for the opened
     * service.
     */
    CREATE_SECURITY_GROUP(
            SECURITY_GROUP, "security-group:create", List.of(NAME, DESCRIPTION, OPENS, SOURCE_GROUP), NAME),
    CREATE_SERVER_GROUP(SERVER_GROUP, "server-group:create", List.of(NAME, POLICY), NAME, POLICY),
    SET_IMAGE(IMAGE, "image:update", Update.of(NAME, MIN_DISK, MIN_RAM, TAGS)),
    SET_VOLUME(VOLUME, "volume:update", Update.of(NAME, DESCRIPTION)),
    SET_VOLUME_SNAPSHOT(VOLUME_SNAPSHOT, "volume:update", Update.of(NAME, DESCRIPTION)),
    SET_VOLUME_BACKUP(VOLUME_BACKUP, "volume:update", Update.of(NAME, DESCRIPTION)),
    SET_NETWORK(NETWORK, "network:update", Update.of(NAME, DESCRIPTION, ADMIN_STATE_UP)),
    SET_SUBNET(SUBNET, "network:update", Update.of(NAME, GATEWAY, DHCP, DNS, POOLS, HOST_ROUTES)),
    SET_PORT(PORT, "network:update", Update.OF_PORT),
    SET_ROUTER(ROUTER, "router:update", Update.of(NAME, DESCRIPTION, ADMIN_STATE_UP, ROUTES)),
    SET_FLOATING_IP(FLOATING_IP, "floating-ip:update", Update.of(DESCRIPTION)),
    SET_SECURITY_GROUP(SECURITY_GROUP, "security-group:update", Update.of(NAME, DESCRIPTION)),
    /** A deactivated image cannot be used for new servers. */
    DEACTIVATE_IMAGE(IMAGE, "deactivate", "image:update", Set.of("active")),
    REACTIVATE_IMAGE(IMAGE, "reactivate", "image:update", Set.of("deactivated")),
    /** A protected image cannot be deleted. */
    PROTECT_IMAGE(IMAGE, "protect", "image:update", Set.of(), new Flag("protected", true)),
    UNPROTECT_IMAGE(IMAGE, "unprotect", "image:update", Set.of(), new Flag("protected", false)),
    /** A public or community image is available to all projects of the cloud. */
    SET_IMAGE_VISIBILITY(IMAGE, "set-visibility", "image:share", Set.of(), Update.of(VISIBILITY), VISIBILITY),
    /** Shares the image with a project, which can then accept or reject it. */
    ADD_IMAGE_PROJECT(IMAGE, "add-project", "image:share", Set.of(), PROJECT),
    REMOVE_IMAGE_PROJECT(IMAGE, "remove-project", "image:share", Set.of(), PROJECT),
    SET_IMAGE_PROPERTY(IMAGE, "set-property", "image:update", Set.of(), new Entry("properties"), KEY, VALUE),
    REMOVE_IMAGE_PROPERTY(IMAGE, "remove-property", "image:update", Set.of(), new Entry("properties"), KEY),
    /** Starts the download of an image's data by Glance. The image must not have data yet. */
    IMPORT_IMAGE(IMAGE, "import", "image:import", Set.of("queued"), URL),
    /** The project can change its decision at any time. */
    ACCEPT_IMAGE(IMAGE_MEMBER, "accept", "image:create", Set.of("pending", "rejected")),
    REJECT_IMAGE(IMAGE_MEMBER, "reject", "image:create", Set.of("pending", "accepted")),
    DELETE_IMAGE(IMAGE, "delete", "image:delete", Set.of()),
    /** The statuses are those that Cinder accepts (cinder.volume.api, {@code delete}). */
    DELETE_VOLUME(
            VOLUME,
            "delete",
            "volume:delete",
            Set.of("available", "error", "error_restoring", "error_extending", "error_managing"),
            List.of(CASCADE)),
    /** The statuses are those that Cinder accepts since microversion 3.42. */
    EXTEND_VOLUME(VOLUME, "extend", "volume:update", Set.of("available", "in-use"), SIZE),
    /** The statuses are those that Cinder accepts (cinder.volume.api, {@code retype}). */
    RETYPE_VOLUME(
            VOLUME, "retype", "volume:update", Set.of("available", "in-use"), List.of(TYPE, MIGRATION_POLICY), TYPE),
    /** Cinder can revert a volume only to its latest snapshot. The data that was written since then is lost. */
    REVERT_VOLUME(VOLUME, "revert", "volume:delete", Set.of("available"), SNAPSHOT),
    /** The data of the backup replaces that of the volume. */
    RESTORE_VOLUME(VOLUME, "restore", "volume:delete", Set.of("available"), BACKUP),
    SET_VOLUME_BOOTABLE(VOLUME, "set-bootable", "volume:update", Set.of(), new Flag("bootable", true)),
    UNSET_VOLUME_BOOTABLE(VOLUME, "unset-bootable", "volume:update", Set.of(), new Flag("bootable", false)),
    /** Cinder changes the flag of unattached volumes only (cinder.volume.api, {@code update_readonly_flag}). */
    SET_VOLUME_READ_ONLY(VOLUME, "set-read-only", "volume:update", Set.of("available"), new Flag("readOnly", true)),
    UNSET_VOLUME_READ_ONLY(
            VOLUME, "unset-read-only", "volume:update", Set.of("available"), new Flag("readOnly", false)),
    SET_VOLUME_METADATA(VOLUME, "set-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY, VALUE),
    REMOVE_VOLUME_METADATA(VOLUME, "remove-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY),
    /** Afterward, the volume and its snapshots belong to the other project. */
    TRANSFER_VOLUME(VOLUME, "transfer", "volume:transfer", Set.of("available"), TARGET_PROJECT),
    /** Also cancels a transfer that was requested outside Stackdeck. */
    CANCEL_VOLUME_TRANSFER(VOLUME, "cancel-transfer", "volume:transfer", Set.of("awaiting-transfer")),
    SET_VOLUME_SNAPSHOT_METADATA(
            VOLUME_SNAPSHOT, "set-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY, VALUE),
    REMOVE_VOLUME_SNAPSHOT_METADATA(
            VOLUME_SNAPSHOT, "remove-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY),
    SET_VOLUME_BACKUP_METADATA(
            VOLUME_BACKUP, "set-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY, VALUE),
    REMOVE_VOLUME_BACKUP_METADATA(
            VOLUME_BACKUP, "remove-metadata", "volume:update", Set.of(), new Entry("metadata"), KEY),
    DELETE_VOLUME_SNAPSHOT(VOLUME_SNAPSHOT, "delete", "volume:delete", Set.of("available", "error")),
    DELETE_VOLUME_BACKUP(VOLUME_BACKUP, "delete", "volume:delete", Set.of("available", "error")),
    SET_NETWORK_TAGS(NETWORK, "set-tags", "network:update", Set.of(), Update.of(TAGS), TAGS),
    SET_SUBNET_TAGS(SUBNET, "set-tags", "network:update", Set.of(), Update.of(TAGS), TAGS),
    SET_PORT_TAGS(PORT, "set-tags", "network:update", Set.of(), Update.of(TAGS), TAGS),
    SET_ROUTER_TAGS(ROUTER, "set-tags", "router:update", Set.of(), Update.of(TAGS), TAGS),
    SET_FLOATING_IP_TAGS(FLOATING_IP, "set-tags", "floating-ip:update", Set.of(), Update.of(TAGS), TAGS),
    SET_SECURITY_GROUP_TAGS(SECURITY_GROUP, "set-tags", "security-group:update", Set.of(), Update.of(TAGS), TAGS),
    DELETE_FLOATING_IP(FLOATING_IP, "delete", "floating-ip:delete", Set.of()),
    DELETE_NETWORK(NETWORK, "delete", "network:delete", Set.of()),
    DELETE_SUBNET(SUBNET, "delete", "network:delete", Set.of()),
    DELETE_PORT(PORT, "delete", "network:delete", Set.of()),
    SET_ROUTER_GATEWAY(ROUTER, "set-gateway", "router:update", Set.of(), ActionParameter.NETWORK),
    UNSET_ROUTER_GATEWAY(ROUTER, "unset-gateway", "router:update", Set.of()),
    ADD_ROUTER_INTERFACE(ROUTER, "add-interface", "router:update", Set.of(), ActionParameter.SUBNET),
    REMOVE_ROUTER_INTERFACE(ROUTER, "remove-interface", "router:update", Set.of(), ActionParameter.SUBNET),
    DELETE_ROUTER(ROUTER, "delete", "router:delete", Set.of()),
    ADD_SECURITY_GROUP_RULE(
            SECURITY_GROUP,
            "add-rule",
            "security-group:update",
            Set.of(),
            List.of(DIRECTION, ETHER_TYPE, PROTOCOL, PORTS, SOURCE, SOURCE_GROUP)),
    REMOVE_SECURITY_GROUP_RULE(SECURITY_GROUP, "remove-rule", "security-group:update", Set.of(), RULE),
    DELETE_SECURITY_GROUP(SECURITY_GROUP, "delete", "security-group:delete", Set.of()),
    DELETE_ADDRESS_GROUP(ADDRESS_GROUP, "delete", "security-group:delete", Set.of()),
    DELETE_SERVER_GROUP(SERVER_GROUP, "delete", "server-group:delete", Set.of());

    private static final String CREATE = "create";
    private static final String SET = "set";

    private final ResourceKind kind;
    private final String code;
    private final String permission;
    private final Set<String> allowedIn;
    private final Set<ActionParameter> parameters;
    private final Set<ActionParameter> required;
    private final @Nullable ExpectedFieldEffect effect;

    ResourceAction(
            ResourceKind kind, String permission, List<ActionParameter> parameters, ActionParameter... required) {
        this(kind, CREATE, permission, Set.of(), parameters, Set.of(required), null);
    }

    ResourceAction(
            ResourceKind kind,
            String code,
            String permission,
            Set<String> allowedIn,
            List<ActionParameter> parameters,
            ActionParameter... required) {
        this(kind, code, permission, allowedIn, parameters, Set.of(required), null);
    }

    /** Creates an action that changes the given attributes, in all statuses. */
    ResourceAction(ResourceKind kind, String permission, Update update) {
        this(kind, SET, permission, Set.of(), update.attributes(), Set.of(), update);
    }

    /** @param allowedIn empty for all statuses */
    ResourceAction(
            ResourceKind kind, String code, String permission, Set<String> allowedIn, ActionParameter... required) {
        this(kind, code, permission, allowedIn, List.of(required), Set.of(required), null);
    }

    ResourceAction(
            ResourceKind kind,
            String code,
            String permission,
            Set<String> allowedIn,
            ExpectedFieldEffect effect,
            ActionParameter... required) {
        this(kind, code, permission, allowedIn, List.of(required), Set.of(required), effect);
    }

    ResourceAction(
            ResourceKind kind,
            String code,
            String permission,
            Set<String> allowedIn,
            List<ActionParameter> parameters,
            Set<ActionParameter> required,
            @Nullable ExpectedFieldEffect effect) {
        this.kind = kind;
        this.code = code;
        this.permission = permission;
        this.allowedIn = allowedIn;
        this.parameters = Collections.unmodifiableSet(new LinkedHashSet<>(parameters));
        this.required = required;
        this.effect = effect;
    }

    public ResourceKind kind() {
        return kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String permission() {
        return permission;
    }

    @Override
    public Set<ActionParameter> required() {
        return required;
    }

    @Override
    public Set<ActionParameter> parameters() {
        return parameters;
    }

    @Override
    public boolean isDestructive() {
        return isDeletion() || this == REVERT_VOLUME || this == RESTORE_VOLUME || this == TRANSFER_VOLUME;
    }

    public boolean isDeletion() {
        return code.equals("delete");
    }

    @Override
    public boolean isCreation() {
        return code.equals(CREATE);
    }

    /** Returns whether the action changes the attributes that the request contains. */
    public boolean isUpdate() {
        return effect instanceof Update;
    }

    @Override
    public boolean copiesOrErasesDisk() {
        return ResourceActionRules.copiesOrErasesDisk(this);
    }

    /** Returns whether the service accepts the action in this status of the resource. */
    public boolean isAllowedIn(String status) {
        return allowedIn.isEmpty() || allowedIn.contains(status);
    }

    /** Returns whether the fields of the existing resource show the effect of the action. */
    public boolean isApplied(CloudResource resource, ActionRequest actionRequest) {
        return ResourceActionRules.isApplied(this, resource, actionRequest);
    }

    /** Returns the effect of the action; null if it is not an update, a map entry or a flag. */
    @Nullable
    ExpectedFieldEffect effect() {
        return effect;
    }
}
