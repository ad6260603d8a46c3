package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.action.ActionParameter.*;
import static org.stackdeck.cloud.action.ServerActionRules.NOT_DELETED;
import static org.stackdeck.cloud.action.ServerActionRules.WITH_INTERFACES;
import static org.stackdeck.cloud.action.ServerActionRules.WITH_TAGS;
import static org.stackdeck.cloud.action.ServerActionRules.WITH_VOLUMES;
import static org.stackdeck.cloud.server.ServerStatus.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;

/**
 * An action on a server. Specifies the required permission, the statuses in which Nova accepts the action
 * (nova.compute.api, {@code check_instance_state}), its effect on users, its parameters, and the name under which Nova
 * records it.
 */
public enum ServerAction implements CloudAction {
    START("start", "server:start", "start", EnumSet.of(SHUTOFF), Danger.NONE),
    STOP("stop", "server:stop", "stop", EnumSet.of(ACTIVE, ERROR), Danger.INTERRUPTS),
    REBOOT("reboot", "server:reboot", "reboot", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    HARD_REBOOT(
            "hard-reboot",
            "server:reboot",
            "reboot",
            EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED, ERROR),
            Danger.INTERRUPTS),
    PAUSE("pause", "server:pause", "pause", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    UNPAUSE("unpause", "server:pause", "unpause", EnumSet.of(PAUSED), Danger.NONE),
    SUSPEND("suspend", "server:pause", "suspend", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    RESUME("resume", "server:pause", "resume", EnumSet.of(SUSPENDED), Danger.NONE),
    CONFIRM_RESIZE("confirm-resize", "server:resize", "confirmResize", EnumSet.of(VERIFY_RESIZE), Danger.NONE),
    REVERT_RESIZE("revert-resize", "server:resize", "revertResize", EnumSet.of(VERIFY_RESIZE), Danger.LOSES),
    RESIZE("resize", "server:resize", "resize", EnumSet.of(ACTIVE, SHUTOFF), Danger.INTERRUPTS, FLAVOR),
    SNAPSHOT(
            "snapshot",
            "server:snapshot",
            "createImage",
            EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED),
            Danger.NONE,
            NAME),
    RENAME("rename", "server:update", null, NOT_DELETED, Danger.NONE, NAME),
    DESCRIBE("set-description", "server:update", null, NOT_DELETED, Danger.NONE, DESCRIPTION),
    SET_PASSWORD(
            "set-password",
            "server:password",
            "changePassword",
            EnumSet.of(ACTIVE),
            Danger.NONE,
            ActionParameter.PASSWORD),
    RESCUE(
            "rescue",
            "server:rescue",
            "rescue",
            EnumSet.of(ACTIVE, SHUTOFF, ERROR),
            Danger.INTERRUPTS,
            Set.of(),
            EnumSet.of(IMAGE, ActionParameter.PASSWORD)),
    UNRESCUE("unrescue", "server:rescue", "unrescue", EnumSet.of(ServerStatus.RESCUE), Danger.NONE),
    SHELVE("shelve", "server:shelve", "shelve", EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED), Danger.INTERRUPTS),
    UNSHELVE("unshelve", "server:shelve", "unshelve", EnumSet.of(SHELVED, SHELVED_OFFLOADED), Danger.NONE),
    SHELVE_OFFLOAD("shelve-offload", "server:administer", "shelveOffload", EnumSet.of(SHELVED), Danger.NONE),
    LOCK("lock", "server:lock", "lock", NOT_DELETED, Danger.NONE, Set.of(), EnumSet.of(REASON)),
    UNLOCK("unlock", "server:lock", "unlock", NOT_DELETED, Danger.NONE),
    ADD_TAG("add-tag", "server:update", null, WITH_TAGS, Danger.NONE, TAG),
    REMOVE_TAG("remove-tag", "server:update", null, WITH_TAGS, Danger.NONE, TAG),
    SET_METADATA("set-metadata", "server:update", null, WITH_TAGS, Danger.NONE, KEY, VALUE),
    REMOVE_METADATA("remove-metadata", "server:update", null, WITH_TAGS, Danger.NONE, KEY),
    ATTACH_VOLUME("attach-volume", "server:volumes", "attach_volume", WITH_VOLUMES, Danger.NONE, VOLUME),
    DETACH_VOLUME("detach-volume", "server:volumes", "detach_volume", WITH_VOLUMES, Danger.INTERRUPTS, VOLUME),
    ATTACH_INTERFACE("attach-interface", "server:network", "attach_interface", WITH_INTERFACES, Danger.NONE, NETWORK),
    DETACH_INTERFACE(
            "detach-interface", "server:network", "detach_interface", WITH_INTERFACES, Danger.INTERRUPTS, PORT),
    ADD_SECURITY_GROUP("add-security-group", "server:network", null, NOT_DELETED, Danger.NONE, SECURITY_GROUP),
    REMOVE_SECURITY_GROUP(
            "remove-security-group", "server:network", null, NOT_DELETED, Danger.INTERRUPTS, SECURITY_GROUP),
    ASSOCIATE_FLOATING_IP(
            "associate-floating-ip",
            "server:network",
            null,
            NOT_DELETED,
            Danger.NONE,
            EnumSet.of(FLOATING_IP),
            EnumSet.of(PORT, FROM_SERVER)),
    DISASSOCIATE_FLOATING_IP(
            "disassociate-floating-ip", "server:network", null, NOT_DELETED, Danger.INTERRUPTS, FLOATING_IP),
    RESET_STATE("reset-state", "server:administer", null, NOT_DELETED, Danger.NONE, STATE),
    MIGRATE(
            "migrate",
            "server:administer",
            "migrate",
            EnumSet.of(ACTIVE, SHUTOFF),
            Danger.INTERRUPTS,
            Set.of(),
            EnumSet.of(HOST)),
    /**
     * Moves an active or paused server to another host. Nova selects and checks the host after it has accepted the
     * request, so most failures are reported late.
     */
    LIVE_MIGRATE(
            "live-migrate",
            "server:administer",
            "live-migration",
            EnumSet.of(ACTIVE, PAUSED),
            Danger.NONE,
            Set.of(),
            EnumSet.of(HOST)),
    REBUILD(
            "rebuild",
            "server:rebuild",
            "rebuild",
            EnumSet.of(ACTIVE, SHUTOFF, ERROR),
            Danger.DESTROYS,
            EnumSet.of(IMAGE),
            EnumSet.of(ActionParameter.PASSWORD)),
    DELETE("delete", "server:delete", "delete", NOT_DELETED, Danger.DESTROYS),
    /** Undoes a deletion if the cloud keeps deleted servers for a while. */
    RESTORE("restore", "server:delete", "restore", EnumSet.of(SOFT_DELETED), Danger.NONE),
    /** Deletes a server permanently, even if it is soft-deleted. Nova records the action as a deletion. */
    FORCE_DELETE("force-delete", "server:delete", "delete", EnumSet.complementOf(EnumSet.of(DELETED)), Danger.DESTROYS),
    /**
     * Creates a server and therefore does not apply to existing servers. Its parameters are the most important fields;
     * {@code NewServer} has all fields.
     */
    CREATE("create", "server:create", "create", Set.of(), Danger.NONE, EnumSet.of(FLAVOR), EnumSet.of(IMAGE, VOLUME));

    /** The effect of an action on the users of the server. */
    public enum Danger {
        NONE,
        INTERRUPTS,
        /** Irreversibly deletes some data of the server. */
        LOSES,
        DESTROYS
    }

    private final String code;
    private final String permission;
    private final @Nullable String instanceAction;
    private final Set<ServerStatus> allowedIn;
    private final Danger danger;
    private final Set<ActionParameter> required;
    private final Set<ActionParameter> parameters;

    ServerAction(
            String code,
            String permission,
            @Nullable String instanceAction,
            Set<ServerStatus> allowedIn,
            Danger danger,
            Set<ActionParameter> required,
            Set<ActionParameter> optional) {
        this.code = code;
        this.permission = permission;
        this.instanceAction = instanceAction;
        this.allowedIn = Set.copyOf(allowedIn);
        this.danger = danger;
        this.required = Set.copyOf(required);
        var all = EnumSet.noneOf(ActionParameter.class);
        all.addAll(required);
        all.addAll(optional);
        this.parameters = Collections.unmodifiableSet(all);
    }

    ServerAction(
            String code,
            String permission,
            @Nullable String instanceAction,
            Set<ServerStatus> allowedIn,
            Danger danger,
            ActionParameter... required) {
        this(code, permission, instanceAction, allowedIn, danger, Set.of(required), Set.of());
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String permission() {
        return permission;
    }

    /**
     * Returns the name under which Nova records this action in {@code os-instance-actions}. Only this record shows that
     * the action has completed. Empty if Nova keeps no record: in this case, the action has completed when the cloud
     * has responded.
     */
    public Optional<String> instanceAction() {
        return Optional.ofNullable(instanceAction);
    }

    public Set<ServerStatus> allowedIn() {
        return allowedIn;
    }

    public Danger danger() {
        return danger;
    }

    /** Returns whether the action deletes the server or the data on its disk. Only a soft deletion can be undone. */
    @Override
    public boolean isDestructive() {
        return danger == Danger.DESTROYS;
    }

    @Override
    public Set<ActionParameter> required() {
        return required;
    }

    @Override
    public Set<ActionParameter> parameters() {
        return parameters;
    }

    /**
     * Returns whether Nova accepts the action in the server's current state. During a task, Nova accepts only the
     * following actions (nova.compute.api): a hard reboot during the tasks in {@code task_states.ALLOW_REBOOT}, for
     * instance to end a hanging reboot; lock and unlock; actions without an instance action; and a deletion, unless one
     * is already in progress.
     */
    public boolean isAllowedIn(Server server) {
        return ServerActionRules.isAllowedIn(this, server);
    }

    /** Returns whether the action applies to soft-deleted servers, which server lists do not contain. */
    public boolean appliesToSoftDeleted() {
        return allowedIn.contains(SOFT_DELETED);
    }

    @Override
    public boolean isCreation() {
        return this == CREATE;
    }

    /** Returns whether the action deletes the server, including a soft deletion. */
    public boolean isDeletion() {
        return this == DELETE || this == FORCE_DELETE;
    }

    /**
     * Returns whether the action is impossible because the server is deleted. If the action applies to soft-deleted
     * servers, a soft-deleted server does not count as deleted.
     */
    public boolean isObsoleteFor(Server server) {
        return appliesToSoftDeleted() ? server.status() == DELETED : server.deleted();
    }

    /**
     * Returns whether the action requires a locked server. Stackdeck rejects all other actions on locked servers, as
     * Nova does for most of them (nova.compute.api, {@code check_instance_lock}).
     */
    public boolean requiresLocked() {
        return this == UNLOCK;
    }

    /**
     * Returns whether the action is relevant for the server in its current status, or, for lock and unlock, its lock
     * state. Ignores permissions and running tasks. For instance, "unpause" is relevant only for paused servers.
     */
    public boolean isRelevantFor(Server server) {
        return ServerActionRules.isRelevantFor(this, server);
    }

    public static Set<ServerAction> forExistingServers() {
        return EnumSet.complementOf(EnumSet.of(CREATE));
    }

    /**
     * Returns whether the action can copy a whole disk to or from the image service or to another host. A copy can take
     * an hour.
     */
    @Override
    public boolean copiesOrErasesDisk() {
        return switch (this) {
            case SHELVE, UNSHELVE, SNAPSHOT, RESIZE, MIGRATE, LIVE_MIGRATE, REBUILD, CREATE -> true;
            default -> false;
        };
    }

    public static Optional<ServerAction> fromCode(String code) {
        return Arrays.stream(values()).filter(a -> a.code.equals(code)).findFirst();
    }
}
