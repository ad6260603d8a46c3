package org.stackdeck.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nova as seen through one {@link Scope}. Calls block (run them on virtual threads), are bounded in time, and throw
 * {@link CloudException} for everything but what they return; an endpoint that is dead never looks like an empty cloud.
 */
public interface Compute {

    Scope scope();

    /**
     * Every server of the scope. Pages go to {@code arrived} as they come (each page once, on the calling thread); the
     * result holds them all.
     *
     * @param beforePage run before each page is asked for, on the calling thread, for instance to wait for its turn
     */
    Listing servers(Consumer<List<Server>> arrived, Runnable beforePage);

    /** The same without waiting for anything. */
    default Listing servers(Consumer<List<Server>> arrived) {
        return servers(arrived, () -> {});
    }

    /**
     * Servers that changed at or after {@code since} (Nova's clock, one-second grain, compared with ≥), deleted ones
     * included with status DELETED or SOFT_DELETED. Does not tell of changes of addresses or tags.
     *
     * @param beforePage as for {@link #servers}
     */
    Listing changesSince(Instant since, Runnable beforePage);

    /** The same without waiting for anything. */
    default Listing changesSince(Instant since) {
        return changesSince(since, () -> {});
    }

    /** One server; empty when Nova says that it does not exist (404). */
    Optional<Server> server(ServerId id);

    /** The volumes that a server has, and what becomes of them with it (Compute API 2.3); none when there is no such server. */
    List<VolumeAttachment> volumes(ServerId id);

    /**
     * Asks the cloud for what is ordered and returns when it took it.
     *
     */
    Taken act(ServerId id, Order order);

    /** The same for an action that needs to know nothing else. */
    default Taken act(ServerId id, ServerAction action) {
        return act(id, Order.of(action));
    }

    /**
     * Whether servers can be made in the project through this: one credential may see all projects, and still make servers
     * only where it has a role.
     */
    boolean makesIn(ProjectId project);

    /**
     * Asks for a new server and returns when Nova took it on, long before it runs.
     *
     * @param server with ids throughout
     * @param more metadata of the console's own besides
     * @param keyName of a key pair that {@link #importKey} brought; null for none
     * @throws CloudException FORBIDDEN where {@link #makesIn} says no
     */
    Begun create(ProjectId project, NewServer server, Map<String, String> more, @Nullable String keyName);

    /** Brings a public key to Nova, where it belongs to the console's user; done already if there is one of the name. */
    void importKey(ProjectId project, String name, PublicKey key);

    /** Takes it away again; servers keep what they were made with. Done already if there is none of the name. */
    void removeKey(ProjectId project, String name);

    /**
     * Whether what is ordered is so already, for an action of which the cloud keeps no record; false when the server is
     * gone.
     */
    boolean holds(ServerId id, Order order);

    /** The instance action that a request started, with its events; also for a deleted server (microversion ≥ 2.21). */
    Optional<InstanceAction> instanceAction(ServerId id, String requestId);

    /**
     * Grows whenever something became known too late for servers already told (the name of an image, when the image service
     * was slow): a list that is asked for after that tells more than one asked for before.
     */
    long learnedLate();

    /** The newest instance actions of a server, newest first, without their events. */
    List<InstanceAction> instanceActions(ServerId id);

    /**
     * How far the clock of Nova's API is ahead of this machine's, by the {@code Date} header of its latest response. Zero
     * before the first response.
     */
    Duration clockOffset();

    /** The console's own user in Keystone, as instance actions name it. */
    String userId();

    /** Nova's console output of the server, at most {@code lines} lines. */
    String consoleOutput(ServerId id, int lines);

    /**
     * What the hypervisor counted of the server until now. Clouds leave it to their administrators, unless their policy
     * says otherwise.
     *
     * @throws CloudException FORBIDDEN where the cloud does not let the console know, CONFLICT for a server that is off
     */
    ServerUsage usage(ServerId id);

    /**
     * What the cloud answered when it took an order. Its text form tells no password.
     *
     * @param requestId the {@code x-openstack-request-id}, by which Nova's instance action can be found where it keeps one
     * @param adminPassword of the administrator within the server, where the answer has one: that of the order, or one that
     *     Nova made
     */
    record Taken(String requestId, @Nullable String adminPassword) {

        @Override
        public String toString() {
            return "Taken[" + requestId + "]";
        }
    }

    /**
     * A server that Nova has begun to make. Its text form tells no password.
     *
     * @param adminPassword that Nova made for it, unless the cloud tells none
     */
    record Begun(
            ServerId server, String requestId, @Nullable String adminPassword) {

        @Override
        public String toString() {
            return "Begun[" + server + ", " + requestId + "]";
        }
    }

    /**
     * A new way to the server's screen or its serial line. Nova gives one to the screen also for a server that is off; it leads
     * to no picture.
     *
     * @throws CloudException of category REFUSED where the cloud, or the server now, has no console of this type
     */
    RemoteConsole console(ServerId id, RemoteConsole.Type type);

    /**
     * The servers that a question was answered with.
     *
     * @param watermark the newest {@code updated} of the first page (a server of it may have changed while later pages
     *     were read), but not later than the time at which Nova answered (a host whose clock is ahead would hide what
     *     changes until then); with no servers, the time at which the token was issued, or the time asked from if that is
     *     later. Nova's clock, never ours. Ask for changes from it minus the two seconds in which a change may still be written.
     */
    record Listing(List<Server> servers, Instant watermark) {
        public Listing {
            servers = List.copyOf(servers);
        }
    }
}
