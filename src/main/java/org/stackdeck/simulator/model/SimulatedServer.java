package org.stackdeck.simulator.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server and its current state. Callers must hold the server's monitor to read several properties consistently. */
public final class SimulatedServer {

    /**
     * Values that Nova stores and returns without using them.
     *
     * @param diskConfig AUTO or MANUAL
     */
    public record Access(String ipv4, String ipv6, String diskConfig) {

        /** @param given attributes of the server in a request */
        Access changedBy(JsonNode given) {
            return new Access(
                    given.path("accessIPv4").asString(ipv4),
                    given.path("accessIPv6").asString(ipv6),
                    given.path("OS-DCF:diskConfig").asString(diskConfig));
        }
    }

    private final ImmutableServerProperties immutableProperties;
    private final ServerDevices devices = new ServerDevices();
    private final List<InstanceActionRecord> actions = new ArrayList<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String name;
    private @Nullable String description;
    private volatile ServerConfiguration configuration;
    private @Nullable ServerConfiguration before;
    private volatile Access access = new Access("", "", "MANUAL");
    private volatile VmState vmState = VmState.ACTIVE;
    private @Nullable String task;
    private @Nullable String displayedStatus;
    private int power = 1;
    private ServerLock lock = ServerLock.NONE;
    private @Nullable String lockedReason;
    private @Nullable ServerFault fault;
    private Instant updated;
    private @Nullable Instant launched;
    private @Nullable Instant terminated;
    private long taskNumber;

    public SimulatedServer(
            ImmutableServerProperties immutableProperties, ServerConfiguration configuration, String name) {
        this.immutableProperties = immutableProperties;
        this.configuration = configuration;
        this.name = name;
        this.updated = immutableProperties.created();
        this.launched = immutableProperties.created().plusSeconds(3);
    }

    public ImmutableServerProperties immutableProperties() {
        return immutableProperties;
    }

    public String id() {
        return immutableProperties.id();
    }

    public synchronized String name() {
        return name;
    }

    synchronized @Nullable public String description() {
        return description;
    }

    public synchronized Set<String> tags() {
        return new TreeSet<>(tags);
    }

    public synchronized Map<String, String> metadata() {
        return new LinkedHashMap<>(metadata);
    }

    public ServerDevices devices() {
        return devices;
    }

    /**
     * Returns the configuration. Like {@link #vmState}, does not require the monitor: quota checks read all servers
     * while they hold the monitor of one server.
     */
    public ServerConfiguration configuration() {
        return configuration;
    }

    /** Returns whether the server is on a host. A shelved and offloaded server is not on a host. */
    public synchronized boolean hasHost() {
        return configuration.host() != null && vmState != VmState.SHELVED_OFFLOADED;
    }

    public synchronized void setConfiguration(ServerConfiguration newBuild) {
        configuration = newBuild;
    }

    /** Replaces the configuration and keeps the previous one for {@link #revert}. */
    public synchronized void resize(ServerConfiguration newBuild) {
        before = configuration;
        configuration = newBuild;
    }

    public synchronized void revert() {
        if (before != null) {
            configuration = before;
        }
    }

    public Access access() {
        return access;
    }

    /** @param given attributes of the server in a request */
    public void changeAccess(JsonNode given) {
        access = access.changedBy(given);
    }

    public VmState vmState() {
        return vmState;
    }

    synchronized @Nullable public String task() {
        return task;
    }

    public synchronized int power() {
        return power;
    }

    public synchronized String status() {
        return displayedStatus != null ? displayedStatus : vmState.status(task);
    }

    public synchronized ServerLock lock() {
        return lock;
    }

    public synchronized boolean locked() {
        return lock != ServerLock.NONE;
    }

    synchronized @Nullable public String lockedReason() {
        return lockedReason;
    }

    synchronized @Nullable public ServerFault fault() {
        return fault;
    }

    /** Returns the time of the last change, in whole seconds as in Nova's database. */
    public synchronized Instant updated() {
        return updated;
    }

    synchronized @Nullable public Instant launched() {
        return launched;
    }

    synchronized @Nullable public Instant terminated() {
        return terminated;
    }

    public boolean deleted() {
        return vmState == VmState.DELETED;
    }

    /** Returns the instance actions, newest first. */
    public synchronized List<InstanceActionRecord> actions() {
        return actions.reversed().stream().toList();
    }

    public synchronized void addAction(InstanceActionRecord action) {
        actions.add(action);
    }

    public synchronized void rename(String newName, Instant now) {
        name = newName;
        setUpdated(now);
    }

    public synchronized void setDescription(@Nullable String newDescription, Instant now) {
        description = newDescription;
        setUpdated(now);
    }

    /** Replaces the tags. Like Nova, does not change {@code updated}. */
    public synchronized void setTags(Iterable<String> newTags) {
        tags.clear();
        newTags.forEach(tags::add);
    }

    public synchronized void setMetadata(Map<String, String> newMetadata, Instant now) {
        metadata.clear();
        metadata.putAll(newMetadata);
        setUpdated(now);
    }

    /** Removes a metadata item. Like Nova, does not change {@code updated}. */
    public synchronized void removeMetadata(String key) {
        metadata.remove(key);
    }

    public synchronized void lock(ServerLock newLock, @Nullable String reason, Instant now) {
        lock = newLock;
        lockedReason = newLock == ServerLock.NONE ? null : reason;
        setUpdated(now);
    }

    /**
     * Starts a task and returns its number. {@link #isCurrentTask} is true for this number until another task starts or
     * the server is deleted.
     */
    public synchronized long startTask(@Nullable String newTask, Instant now) {
        task = newTask;
        setUpdated(now);
        return ++taskNumber;
    }

    public synchronized boolean isCurrentTask(long number) {
        return taskNumber == number && vmState != VmState.DELETED;
    }

    public synchronized void task(@Nullable String newTask, Instant now) {
        task = newTask;
        setUpdated(now);
    }

    public synchronized void setState(VmState state, @Nullable String newTask, int newPower, Instant now) {
        vmState = state;
        task = newTask;
        power = newPower;
        displayedStatus = null;
        if (state == VmState.DELETED) {
            terminated = now.truncatedTo(ChronoUnit.SECONDS);
            devices.release();
            tags.clear();
        }
        if (state != VmState.ERROR) {
            fault = null;
        }
        setUpdated(now);
    }

    /** Resets the state like an administrator. The guest does not change. */
    public synchronized void reset(VmState state, Instant now) {
        vmState = state;
        task = null;
        displayedStatus = null;
        setUpdated(now);
    }

    public synchronized void setFault(ServerFault because, Instant now) {
        vmState = VmState.ERROR;
        task = null;
        fault = because;
        setUpdated(now);
    }

    /** Sets a status that need not exist in Nova, such as a status of a future version. */
    public synchronized void setDisplayedStatus(String status) {
        displayedStatus = status;
    }

    public synchronized void launched(@Nullable Instant when) {
        launched = when;
    }

    public synchronized void lastChanged(Instant when) {
        updated = when.truncatedTo(ChronoUnit.SECONDS);
    }

    private void setUpdated(Instant now) {
        updated = now.truncatedTo(ChronoUnit.SECONDS);
    }
}
