package org.stackdeck.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.ServerLock;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.state.ServerStore;
import org.stackdeck.simulator.state.SimulatedServerBuilder;
import org.stackdeck.simulator.support.SimulatorScheduler;

/**
 * Changes servers immediately and without instance actions, to simulate changes by other clients of the cloud. Methods
 * throw {@link IllegalArgumentException} if the server or the project does not exist.
 */
public final class ServerControls {

    private final ServerStore store;
    private final SimulatorScheduler scheduler;

    public ServerControls(ServerStore store, SimulatorScheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    /**
     * Creates an ACTIVE server with one address.
     *
     * @param project name or ID
     * @return ID of the server
     */
    public String create(String project, String name) {
        SimulatedProject its = new KeystoneAccounts()
                .project(project)
                .orElseThrow(() -> new IllegalArgumentException("no project " + project));
        Instant now = scheduler.now();
        SimulatedServer server = new SimulatedServerBuilder(store.nextNumber(), its, name, now)
                .fixed()
                .build();
        server.lastChanged(now);
        store.add(server);
        return server.id();
    }

    public void rename(String id, String name) {
        server(id).rename(name, scheduler.now());
    }

    public void delete(String id) {
        server(id).setState(VmState.DELETED, null, 0, scheduler.now());
    }

    /**
     * @param vmState Nova's vm_state (active, stopped, …) or status (ACTIVE, SHUTOFF, …)
     * @param task a task state, or null
     * @param power Nova's power state: 0 none, 1 running, 3 paused, 4 shut down
     */
    public void setState(String id, String vmState, @Nullable String task, int power) {
        try {
            server(id).setState(VmState.fromCode(vmState), task, power, scheduler.now());
        } catch (ApiException unknown) {
            throw new IllegalArgumentException(unknown.message(), unknown);
        }
    }

    /** Sets the state of the server to ERROR and stores the fault. */
    public void setFault(String id, String fault) {
        server(id).setFault(new ServerFault(500, fault, scheduler.now(), ""), scheduler.now());
    }

    /** Sets a status that need not exist in Nova. */
    public void setDisplayedStatus(String id, String status) {
        server(id).setDisplayedStatus(status);
    }

    public void lock(String id, @Nullable String reason) {
        server(id).lock(ServerLock.OWNER, reason, scheduler.now());
    }

    /** Locks the server as a cloud administrator who is not a member of its project. */
    public void lockAsAdministrator(String id, @Nullable String reason) {
        server(id).lock(ServerLock.ADMINISTRATOR, reason, scheduler.now());
    }

    public void unlock(String id) {
        server(id).lock(ServerLock.NONE, null, scheduler.now());
    }

    /** Replaces the tags. Like Nova, does not change {@code updated}. */
    public void setTags(String id, List<String> tags) {
        server(id).setTags(tags);
    }

    public void setMetadata(String id, Map<String, String> metadata) {
        server(id).setMetadata(metadata, scheduler.now());
    }

    /** Removes the server's addresses and ports. Like Nova, does not change {@code updated}. */
    public void removeAddresses(String id) {
        server(id).devices().setPorts(List.of());
    }

    /** Returns the IDs of all servers that are not deleted, newest first. */
    public List<String> ids() {
        return store.newestFirst().stream()
                .filter(s -> !s.deleted())
                .map(SimulatedServer::id)
                .toList();
    }

    /** Returns the ID of the newest server that has the name and is not deleted. */
    public Optional<String> findByName(String name) {
        return store.newestFirst().stream()
                .filter(s -> !s.deleted() && s.name().equals(name))
                .map(SimulatedServer::id)
                .findFirst();
    }

    /** Returns the status in Nova's API. */
    public String status(String id) {
        return server(id).status();
    }

    /** Returns Nova's names of the server's instance actions, such as create, stop and reboot, oldest first. */
    public List<String> actions(String id) {
        return server(id).actions().reversed().stream()
                .map(InstanceActionRecord::action)
                .toList();
    }

    private SimulatedServer server(String id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("no server " + id));
    }
}
