package org.stackdeck.cloud;

import static org.stackdeck.cloud.ActionParameter.*;
import static org.stackdeck.cloud.ServerStatus.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a server, as data: the permission it needs, the states Nova takes it in (nova.compute.api,
 * {@code check_instance_state}), whether a lock stands in its way, how its end is known, and how the cloud names it.
 */
public enum ServerAction {
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
    RESIZE(
            "resize",
            "server:resize",
            "resize",
            EnumSet.of(ACTIVE, SHUTOFF),
            Danger.INTERRUPTS,
            EnumSet.of(FLAVOR),
            Set.of()),
    SNAPSHOT(
            "snapshot",
            "server:snapshot",
            "createImage",
            EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED),
            Danger.NONE,
            EnumSet.of(NAME),
            Set.of()),
    RENAME("rename", "server:update", null, In.ALL, Danger.NONE, EnumSet.of(NAME), Set.of()),
    DESCRIBE("set-description", "server:update", null, In.ALL, Danger.NONE, EnumSet.of(DESCRIPTION), Set.of()),
    SET_PASSWORD(
            "set-password",
            "server:password",
            "changePassword",
            EnumSet.of(ACTIVE),
            Danger.NONE,
            EnumSet.of(ActionParameter.PASSWORD),
            Set.of()),
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
    LOCK("lock", "server:lock", "lock", In.ALL, Danger.NONE, Set.of(), EnumSet.of(REASON)),
    UNLOCK("unlock", "server:lock", "unlock", In.ALL, Danger.NONE),
    ADD_TAG("add-tag", "server:update", null, In.WITH_TAGS, Danger.NONE, EnumSet.of(TAG), Set.of()),
    REMOVE_TAG("remove-tag", "server:update", null, In.WITH_TAGS, Danger.NONE, EnumSet.of(TAG), Set.of()),
    SET_METADATA("set-metadata", "server:update", null, In.WITH_TAGS, Danger.NONE, EnumSet.of(KEY, VALUE), Set.of()),
    REMOVE_METADATA("remove-metadata", "server:update", null, In.WITH_TAGS, Danger.NONE, EnumSet.of(KEY), Set.of()),
    ATTACH_VOLUME(
            "attach-volume",
            "server:volumes",
            "attach_volume",
            In.WITH_VOLUMES,
            Danger.NONE,
            EnumSet.of(VOLUME),
            Set.of()),
    DETACH_VOLUME(
            "detach-volume",
            "server:volumes",
            "detach_volume",
            In.WITH_VOLUMES,
            Danger.INTERRUPTS,
            EnumSet.of(VOLUME),
            Set.of()),
    ATTACH_INTERFACE(
            "attach-interface",
            "server:network",
            "attach_interface",
            EnumSet.of(ACTIVE, PAUSED, SHUTOFF),
            Danger.NONE,
            EnumSet.of(NETWORK),
            Set.of()),
    DETACH_INTERFACE(
            "detach-interface",
            "server:network",
            "detach_interface",
            EnumSet.of(ACTIVE, PAUSED, SHUTOFF),
            Danger.INTERRUPTS,
            EnumSet.of(PORT),
            Set.of()),
    ADD_SECURITY_GROUP(
            "add-security-group", "server:network", null, In.ALL, Danger.NONE, EnumSet.of(SECURITY_GROUP), Set.of()),
    REMOVE_SECURITY_GROUP(
            "remove-security-group",
            "server:network",
            null,
            In.ALL,
            Danger.INTERRUPTS,
            EnumSet.of(SECURITY_GROUP),
            Set.of()),
    ASSOCIATE_FLOATING_IP(
            "associate-floating-ip",
            "server:network",
            null,
            In.ALL,
            Danger.NONE,
            EnumSet.of(FLOATING_IP),
            EnumSet.of(PORT)),
    DISASSOCIATE_FLOATING_IP(
            "disassociate-floating-ip",
            "server:network",
            null,
            In.ALL,
            Danger.INTERRUPTS,
            EnumSet.of(FLOATING_IP),
            Set.of()),
    RESET_STATE("reset-state", "server:administer", null, In.ALL, Danger.NONE, EnumSet.of(STATE), Set.of()),
    MIGRATE(
            "migrate",
            "server:administer",
            "migrate",
            EnumSet.of(ACTIVE, SHUTOFF),
            Danger.INTERRUPTS,
            Set.of(),
            EnumSet.of(HOST)),
    /** To another host while it runs. Where it may go is found out after Nova has taken it, so that most failures come late. */
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
    DELETE("delete", "server:delete", "delete", In.ALL, Danger.DESTROYS),
    /** Takes back a deletion, where the cloud keeps what was deleted for a while. */
    RESTORE("restore", "server:delete", "restore", EnumSet.of(SOFT_DELETED), Danger.NONE),
    /** Deletes for good, also what the cloud keeps. Nova writes it down as a deletion. */
    FORCE_DELETE("force-delete", "server:delete", "delete", In.ALL_BUT_DELETED, Danger.DESTROYS),
    /** Done to no server that is there: it makes one. Told but the chief things; all else is a {@link NewServer}. */
    CREATE("create", "server:create", "create", Set.of(), Danger.NONE, EnumSet.of(FLAVOR), EnumSet.of(IMAGE, VOLUME));

    /** What it does to those who use the server. */
    public enum Danger {
        NONE,
        INTERRUPTS,
        /** Takes away some of what is on it, for good. */
        LOSES,
        DESTROYS
    }

    private final String word;
    private final String permission;
    private final @Nullable String instanceAction;
    private final Set<ServerStatus> allowedIn;
    private final Danger danger;
    private final Set<ActionParameter> required;
    private final Set<ActionParameter> parameters;

    ServerAction(
            String word,
            String permission,
            @Nullable String instanceAction,
            Set<ServerStatus> allowedIn,
            Danger danger,
            Set<ActionParameter> required,
            Set<ActionParameter> optional) {
        this.word = word;
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

    /** One that needs to know nothing but the server. */
    ServerAction(
            String word,
            String permission,
            @Nullable String instanceAction,
            Set<ServerStatus> allowedIn,
            Danger danger) {
        this(word, permission, instanceAction, allowedIn, danger, Set.of(), Set.of());
    }

    /** Its name in the REST interface: the {@code openstack} command's word in kebab case. */
    public String word() {
        return word;
    }

    /** The permission it needs, as {@code object:verb}. */
    public String permission() {
        return permission;
    }

    /**
     * The {@code action} by which Nova lists it under {@code os-instance-actions}, which alone tells of its end; empty for
     * one of which no record is kept. Such a one is done when the cloud has answered.
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

    /** Whether it takes away the server, or all that is on it, for good. */
    public boolean destroys() {
        return danger == Danger.DESTROYS;
    }

    /** What it cannot do without. */
    public Set<ActionParameter> required() {
        return required;
    }

    /** All that it may be told, in the order in which a person is asked for it. */
    public Set<ActionParameter> parameters() {
        return parameters;
    }

    /**
     * Whether the server's state takes this action. A running task refuses all but a few (nova.compute.api): a hard reboot
     * is taken in {@code task_states.ALLOW_REBOOT}, which is the way out of a reboot that hangs; a lock is set and lifted
     * whatever goes on, and so is what Nova or Neutron only write down; and a delete is taken always, but one that is
     * already under way is not asked for twice.
     */
    public boolean takenIn(Server server) {
        TaskState task = server.taskState();
        if (task == null) {
            return allowedIn.contains(server.status());
        }
        return switch (this) {
            case HARD_REBOOT ->
                TASKS_HARD_REBOOT_BREAKS.contains(task)
                        && (allowedIn.contains(server.status()) || REBOOTING.contains(server.status()));
            case LOCK, UNLOCK -> allowedIn.contains(server.status());
            case DELETE, FORCE_DELETE ->
                allowedIn.contains(server.status()) && task != TaskState.DELETING && task != TaskState.SOFT_DELETING;
            default -> instanceAction == null && allowedIn.contains(server.status());
        };
    }

    /** Whether it is done to a server that was deleted and that the cloud keeps for a while, which no list has. */
    public boolean reachesDeleted() {
        return allowedIn.contains(SOFT_DELETED);
    }

    /** Whether the server is to be gone when it has ended. */
    public boolean deletes() {
        return this == DELETE || this == FORCE_DELETE;
    }

    /** Whether there is nothing left of the server that this could be done to. */
    public boolean tooLateFor(Server server) {
        return reachesDeleted() ? server.status() == DELETED : server.gone();
    }

    /** Whether it is for locked servers; a lock stands in the way of all others (nova.compute.api, check_instance_lock). */
    public boolean liftsLock() {
        return this == UNLOCK;
    }

    /**
     * Whether it is worth naming for a server like this one, whoever asks and whatever is being done to it right now:
     * nobody looks for a way to unpause one that is not paused.
     */
    public boolean suits(Server server) {
        return switch (this) {
            case LOCK -> !server.locked();
            case UNLOCK -> server.locked();
            default -> allowedIn.contains(server.status().beneath());
        };
    }

    /** Those that are done to a server that is there. */
    public static Set<ServerAction> ofServers() {
        return EnumSet.complementOf(EnumSet.of(CREATE));
    }

    /**
     * Whether one of Nova's services hands it on to the next (nova.conductor.manager, {@code unshelve_instance};
     * nova.compute.manager, {@code revert_resize}). In between, all its events so far are finished although it has not
     * ended; the server's task state lasts until it has.
     */
    public boolean handedOn() {
        return switch (this) {
            case UNSHELVE, RESIZE, MIGRATE, LIVE_MIGRATE, REVERT_RESIZE, REBUILD -> true;
            default -> false;
        };
    }

    /**
     * The event without which it has not come to its end although none has failed. A live migration runs in a thread of its
     * own at the source, and its failure there is no event's (nova.compute.manager, {@code _do_live_migration} and
     * {@code _rollback_live_migration}): the destination alone tells that the server has arrived.
     */
    public Optional<String> lastEvent() {
        return this == LIVE_MIGRATE ? Optional.of("compute_post_live_migration_at_destination") : Optional.empty();
    }

    /** Whether it moves a whole disk to or from the image service, or to another host, which may take an hour. */
    public boolean movesDisk() {
        return switch (this) {
            case SHELVE, UNSHELVE, SNAPSHOT, RESIZE, MIGRATE, LIVE_MIGRATE, REBUILD, CREATE -> true;
            default -> false;
        };
    }

    private static final Set<TaskState> TASKS_HARD_REBOOT_BREAKS = EnumSet.of(
            TaskState.REBOOTING,
            TaskState.REBOOT_PENDING,
            TaskState.REBOOT_STARTED,
            TaskState.RESUMING,
            TaskState.REBOOTING_HARD,
            TaskState.UNPAUSING,
            TaskState.PAUSING,
            TaskState.SUSPENDING);

    /** What Nova's API makes of ACTIVE while it reboots. */
    private static final Set<ServerStatus> REBOOTING = EnumSet.of(ServerStatus.REBOOT, ServerStatus.HARD_REBOOT);

    /** States that several actions share; an enum's own constants cannot be used by its values. */
    private static final class In {
        static final Set<ServerStatus> ALL = EnumSet.complementOf(EnumSet.of(DELETED, SOFT_DELETED));
        static final Set<ServerStatus> ALL_BUT_DELETED = EnumSet.complementOf(EnumSet.of(DELETED));
        /** nova.api.openstack.compute.server_tags, and {@code update_instance_metadata} in nova.compute.api. */
        static final Set<ServerStatus> WITH_TAGS = EnumSet.of(ACTIVE, PAUSED, SUSPENDED, SHUTOFF);

        static final Set<ServerStatus> WITH_VOLUMES =
                EnumSet.of(ACTIVE, PAUSED, SHUTOFF, VERIFY_RESIZE, SHELVED, SHELVED_OFFLOADED);
    }

    public static Optional<ServerAction> ofWord(String word) {
        return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
    }
}
