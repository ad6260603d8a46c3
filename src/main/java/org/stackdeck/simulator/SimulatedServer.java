package org.stackdeck.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A server and its current state. Callers that read several properties must hold its monitor. */
final class SimulatedServer {

    private final ServerOrigin origin;
    private final ServerDevices devices = new ServerDevices();
    private final List<ActionRecord> actions = new ArrayList<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String name;
    private @Nullable String description;
    private volatile ServerBuild build;
    private @Nullable ServerBuild before;
    private volatile VmState vmState = VmState.ACTIVE;
    private @Nullable String task;
    private @Nullable String oddStatus;
    private int power = 1;
    private ServerLock lock = ServerLock.NONE;
    private @Nullable String lockedReason;
    private @Nullable Failure failure;
    private Instant updated;
    private @Nullable Instant launched;
    private @Nullable Instant terminated;
    private long turn;

    SimulatedServer(ServerOrigin origin, ServerBuild build, String name) {
        this.origin = origin;
        this.build = build;
        this.name = name;
        this.updated = origin.created();
        this.launched = origin.created().plusSeconds(3);
    }

    ServerOrigin origin() {
        return origin;
    }

    String id() {
        return origin.id();
    }

    synchronized String name() {
        return name;
    }

    synchronized @Nullable String description() {
        return description;
    }

    synchronized Set<String> tags() {
        return new TreeSet<>(tags);
    }

    synchronized Map<String, String> metadata() {
        return new LinkedHashMap<>(metadata);
    }

    ServerDevices devices() {
        return devices;
    }

    /** Requires no monitor, like {@link #vmState}: quota checks read all servers while they hold the monitor of one. */
    ServerBuild build() {
        return build;
    }

    /** Whether the server has a host. */
    synchronized boolean placed() {
        return build.host() != null && vmState != VmState.SHELVED_OFFLOADED;
    }

    /** Replaces the configuration. */
    synchronized void remake(ServerBuild newBuild) {
        build = newBuild;
    }

    /** Replaces the configuration until it is confirmed or reverted. */
    synchronized void resize(ServerBuild newBuild) {
        before = build;
        build = newBuild;
    }

    synchronized void revert() {
        if (before != null) {
            build = before;
        }
    }

    VmState vmState() {
        return vmState;
    }

    synchronized @Nullable String task() {
        return task;
    }

    synchronized int power() {
        return power;
    }

    synchronized String status() {
        return oddStatus != null ? oddStatus : vmState.status(task);
    }

    synchronized ServerLock lock() {
        return lock;
    }

    synchronized boolean locked() {
        return lock != ServerLock.NONE;
    }

    synchronized @Nullable String lockedReason() {
        return lockedReason;
    }

    synchronized @Nullable Failure failure() {
        return failure;
    }

    /** In whole seconds, like Nova's database. */
    synchronized Instant updated() {
        return updated;
    }

    synchronized @Nullable Instant launched() {
        return launched;
    }

    synchronized @Nullable Instant terminated() {
        return terminated;
    }

    boolean deleted() {
        return vmState == VmState.DELETED;
    }

    /** Newest first. */
    synchronized List<ActionRecord> actions() {
        return actions.reversed().stream().toList();
    }

    synchronized void log(ActionRecord action) {
        actions.add(action);
    }

    synchronized void rename(String newName, Instant now) {
        name = newName;
        touch(now);
    }

    synchronized void describe(@Nullable String newDescription, Instant now) {
        description = newDescription;
        touch(now);
    }

    /** Like Nova, does not change {@code updated}. */
    synchronized void tag(Iterable<String> newTags) {
        tags.clear();
        newTags.forEach(tags::add);
    }

    synchronized void describeBy(Map<String, String> newMetadata, Instant now) {
        metadata.clear();
        metadata.putAll(newMetadata);
        touch(now);
    }

    /** Like Nova, does not change {@code updated}. */
    synchronized void forget(String key) {
        metadata.remove(key);
    }

    synchronized void lock(ServerLock newLock, @Nullable String reason, Instant now) {
        lock = newLock;
        lockedReason = newLock == ServerLock.NONE ? null : reason;
        touch(now);
    }

    /** Starts a task and returns its number. {@link #isTurn} reports whether another task has replaced it. */
    synchronized long begin(@Nullable String newTask, Instant now) {
        task = newTask;
        touch(now);
        return ++turn;
    }

    synchronized boolean isTurn(long number) {
        return turn == number && vmState != VmState.DELETED;
    }

    synchronized void task(@Nullable String newTask, Instant now) {
        task = newTask;
        touch(now);
    }

    synchronized void become(VmState state, @Nullable String newTask, int newPower, Instant now) {
        vmState = state;
        task = newTask;
        power = newPower;
        oddStatus = null;
        if (state == VmState.DELETED) {
            terminated = now.truncatedTo(ChronoUnit.SECONDS);
            devices.release();
            tags.clear();
        }
        if (state != VmState.ERROR) {
            failure = null;
        }
        touch(now);
    }

    /** Resets the state as an administrator; the guest is unchanged. */
    synchronized void reset(VmState state, Instant now) {
        vmState = state;
        task = null;
        oddStatus = null;
        touch(now);
    }

    synchronized void breakDown(Failure because, Instant now) {
        vmState = VmState.ERROR;
        task = null;
        failure = because;
        touch(now);
    }

    /** Sets a status that Nova does not have, as a future version might. */
    synchronized void show(String status) {
        oddStatus = status;
    }

    synchronized void launched(@Nullable Instant when) {
        launched = when;
    }

    synchronized void lastChanged(Instant when) {
        updated = when.truncatedTo(ChronoUnit.SECONDS);
    }

    private void touch(Instant now) {
        updated = now.truncatedTo(ChronoUnit.SECONDS);
    }
}
