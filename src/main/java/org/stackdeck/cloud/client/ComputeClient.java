package org.stackdeck.cloud.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.cloud.server.VolumeAttachment;

/**
 * Nova client for one {@link PollingScope}. Calls block for a bounded time, so run them on virtual threads. Every
 * failure is a {@link CloudException}: an unreachable endpoint never results in an empty list.
 */
public interface ComputeClient {

    /** Tolerated difference between the clocks of Nova's hosts, each of which writes its own time. */
    Duration MAX_CLOCK_SKEW = Duration.ofSeconds(90);

    PollingScope scope();

    /**
     * Lists all servers of the scope. Each page is passed to {@code pageConsumer} once, on the calling thread, and not
     * retained.
     *
     * @param beforePage called on the calling thread before each page is requested, for instance to wait for a rate
     *     limiter
     * @return the watermark, see {@link ServerListing}
     */
    Instant servers(Consumer<List<Server>> pageConsumer, Runnable beforePage);

    default ServerListing servers(Consumer<List<Server>> pageConsumer) {
        List<Server> all = new ArrayList<>();
        Instant watermark = servers(
                page -> {
                    all.addAll(page);
                    pageConsumer.accept(page);
                },
                () -> {});
        return new ServerListing(all, watermark);
    }

    /**
     * Lists the servers that changed at or after {@code since} (Nova's clock, resolution one second), including deleted
     * servers with the status DELETED or SOFT_DELETED. Nova does not report changes of addresses and tags.
     *
     * @param beforePage as for {@link #servers}
     */
    ServerListing changesSince(Instant since, Runnable beforePage);

    default ServerListing changesSince(Instant since) {
        return changesSince(since, () -> {});
    }

    /** Loads a server; empty if Nova reports that the server does not exist (404). */
    Optional<Server> server(ServerId id);

    /** Lists the volumes attached to a server (Compute API 2.3 or later); empty if the server does not exist. */
    List<VolumeAttachment> volumeAttachments(ServerId id);

    /** Performs an action and returns when the cloud has accepted it. */
    AcceptedAction performAction(ServerId id, ActionRequest actionRequest);

    default AcceptedAction performAction(ServerId id, ServerAction action) {
        return performAction(id, ActionRequest.of(action));
    }

    /**
     * Returns whether this client can create servers in the project. A credential that can list the servers of all
     * projects can create servers only where it has a role.
     */
    boolean canCreateIn(ProjectId project);

    /**
     * Creates a server. Returns when Nova has accepted the request, long before the server runs.
     *
     * @param server the specification, with IDs instead of names
     * @param additionalMetadata metadata that Stackdeck adds to that of the specification
     * @param keyName the name of a key pair that was created with {@link #importKeyPair}; null for none
     * @throws CloudException FORBIDDEN if {@link #canCreateIn} returns false
     */
    AcceptedServer create(
            ProjectId project, NewServer server, Map<String, String> additionalMetadata, @Nullable String keyName);

    /** Imports a public key as a key pair of Stackdeck's Keystone user. Does nothing if the name already exists. */
    void importKeyPair(ProjectId project, String name, SshPublicKey key);

    /** Deletes a key pair; existing servers keep the key. Does nothing if the name does not exist. */
    void deleteKeyPair(ProjectId project, String name);

    /**
     * Returns whether the requested change is already in effect, for actions without an instance action. Returns false
     * if the server no longer exists.
     */
    boolean isApplied(ServerId id, ActionRequest actionRequest);

    /**
     * Loads the instance action of a request with its events, even if the server is deleted (Compute API 2.21 or
     * later). Returns empty if Nova has no such instance action.
     */
    Optional<InstanceAction> instanceAction(ServerId id, String requestId);

    /**
     * Returns a counter that increases when the name of an image changes to which returned servers refer, or arrives
     * after them. Nova reports only the IDs of images.
     */
    long imageNameChangeCount();

    /**
     * Loads the names of images again in the background. Does nothing if the last list is recent, for at least a second
     * and for ten times the duration of a list.
     *
     * @param loaded runs after the names are loaded, or Glance has failed
     */
    void refreshImageNames(Runnable loaded);

    /**
     * Returns the names of images by their IDs. The name is empty if the image no longer exists. Contains no entry if
     * Glance does not respond within one second.
     */
    Map<String, Optional<String>> imageNames(Set<String> ids);

    /** Loads the latest instance actions of a server, newest first, without their events. */
    List<InstanceAction> instanceActions(ServerId id);

    /**
     * Returns the offset of Nova's clock from the local clock, according to the {@code Date} header of the latest
     * successful response. Zero before the first response.
     */
    Duration clockOffset();

    /**
     * Returns whether Nova certainly rejects actions of this client on locked servers. Returns false if the credential
     * may have an administrator role, because Nova ignores locks for administrators.
     *
     * @throws CloudException if no token can be obtained
     */
    boolean enforcesLocks();

    /** Returns the ID of Stackdeck's Keystone user, as in instance actions. */
    String userId();

    /** Loads the last lines of the server's console output, at most {@code lines}. */
    String consoleOutput(ServerId id, int lines);

    /**
     * Loads the current hypervisor counters of the server. By default, Nova's policy reserves them for administrators.
     *
     * @throws CloudException FORBIDDEN if the policy denies access, CONFLICT if the server is off
     */
    ServerUsage usage(ServerId id);

    /**
     * The cloud's response to an accepted action. {@link #toString} omits the password.
     *
     * @param requestId the {@code x-openstack-request-id}, which identifies the instance action if Nova records one
     * @param adminPassword the password of the administrator account inside the server, if the response contains one:
     *     the requested or a generated one
     */
    record AcceptedAction(String requestId, @Nullable String adminPassword) {

        @Override
        public String toString() {
            return "AcceptedAction[" + requestId + "]";
        }
    }

    /**
     * A server whose creation Nova has accepted. {@link #toString} omits the password.
     *
     * @param adminPassword generated by Nova; null if the cloud does not return it
     */
    record AcceptedServer(
            ServerId server, String requestId, @Nullable String adminPassword) {

        @Override
        public String toString() {
            return "AcceptedServer[" + server + ", " + requestId + "]";
        }
    }

    /**
     * Creates a remote console for the server. Nova also creates graphical consoles for servers that are off; such
     * consoles show no picture.
     *
     * @throws CloudException REFUSED if the cloud has no console of this type, CONFLICT if the server is not ready
     *     for a console
     */
    RemoteConsole createConsole(ServerId id, RemoteConsole.Type type);

    /**
     * A list of servers, and the time up to which it is complete.
     *
     * @param watermark the time, by Nova's clock, up to which the list is complete: the newest {@code updated} of
     *     the first page, because servers of this page may change while later pages are read. If Nova sends a {@code
     *     Date}, the watermark is not later than this response time, because a host whose clock is ahead could
     *     otherwise hide later changes. The watermark is not earlier than {@code since}. It is not earlier than {@link
     *     #MAX_CLOCK_SKEW} before the response time, or before the issue of the token if Nova sends no {@code Date}.
     *     Otherwise, the next request would return all servers that were deleted since the last change of an existing
     *     server. Request changes from two seconds before the watermark, because Nova may write a change with a delay.
     */
    record ServerListing(List<Server> servers, Instant watermark) {
        public ServerListing {
            servers = List.copyOf(servers);
        }
    }
}
