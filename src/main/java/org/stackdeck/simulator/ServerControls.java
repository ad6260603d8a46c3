package org.stackdeck.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes servers directly, like other clients of the cloud, without actions or delay. Methods throw {@link
 * IllegalArgumentException} if the server or project does not exist.
 */
public final class ServerControls {

    private final ServerStore store;
    private final Time time;

    ServerControls(ServerStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    /**
     * Creates an ACTIVE server with one address.
     *
     * @param project name or ID
     * @return ID of the server
     */
    public String create(String project, String name) {
        SimulatedProject its = new Accounts()
                .project(project)
                .orElseThrow(() -> new IllegalArgumentException("no project " + project));
        Instant now = time.now();
        SimulatedServer server =
                new ServerSketch(store.nextNumber(), its, name, now).fixed().make();
        server.lastChanged(now);
        store.add(server);
        return server.id();
    }

    public void rename(String id, String name) {
        server(id).rename(name, time.now());
    }

    /** Deletes the server without a task state or an instance action. */
    public void delete(String id) {
        server(id).become(VmState.DELETED, null, 0, time.now());
    }

    /**
     * @param vmState Nova's vm_state (active, stopped, …) or status (ACTIVE, SHUTOFF, …)
     * @param task a task state, or null
     * @param power Nova's power state: 0 none, 1 running, 3 paused, 4 shut down
     */
    public void state(String id, String vmState, @Nullable String task, int power) {
        try {
            server(id).become(VmState.ofWord(vmState), task, power, time.now());
        } catch (Refusal unknown) {
            throw new IllegalArgumentException(unknown.words(), unknown);
        }
    }

    /** Sets the server to ERROR with a fault. */
    public void breakDown(String id, String fault) {
        server(id).breakDown(new Failure(500, fault, time.now(), ""), time.now());
    }

    /** Sets a status that does not correspond to any state of Nova. */
    public void show(String id, String status) {
        server(id).show(status);
    }

    public void lock(String id, @Nullable String reason) {
        server(id).lock(ServerLock.OWNER, reason, time.now());
    }

    /** Locks the server as a cloud administrator who is not a member of its project. */
    public void lockAsAdministrator(String id, @Nullable String reason) {
        server(id).lock(ServerLock.ADMINISTRATOR, reason, time.now());
    }

    public void unlock(String id) {
        server(id).lock(ServerLock.NONE, null, time.now());
    }

    /** Like Nova, does not change {@code updated}. */
    public void tag(String id, List<String> tags) {
        server(id).tag(tags);
    }

    public void metadata(String id, Map<String, String> metadata) {
        server(id).describeBy(metadata, time.now());
    }

    /** Removes the server's addresses. Like Nova, does not change {@code updated}. */
    public void disconnect(String id) {
        server(id).devices().connect(List.of());
    }

    /** IDs of all servers that are not deleted, newest first. */
    public List<String> ids() {
        return store.newestFirst().stream()
                .filter(s -> !s.deleted())
                .map(SimulatedServer::id)
                .toList();
    }

    /** The newest server with the name. */
    public Optional<String> named(String name) {
        return store.newestFirst().stream()
                .filter(s -> !s.deleted() && s.name().equals(name))
                .map(SimulatedServer::id)
                .findFirst();
    }

    /** The status in Nova's API. */
    public String status(String id) {
        return server(id).status();
    }

    /** The instance actions of the server, oldest first, with Nova's names, such as create, stop, reboot. */
    public List<String> actions(String id) {
        return server(id).actions().reversed().stream()
                .map(ActionRecord::action)
                .toList();
    }

    private SimulatedServer server(String id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("no server " + id));
    }
}
