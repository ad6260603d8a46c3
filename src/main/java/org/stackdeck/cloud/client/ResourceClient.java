package org.stackdeck.cloud.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;

/**
 * Reads and changes the resources other than servers in one {@link PollingScope}. Calls block for a bounded time.
 */
public interface ResourceClient {

    PollingScope scope();

    /**
     * Returns whether the cloud offers resources of the kind, for instance volume backups, which require an optional
     * service of Cinder. Does not block; true if this is unknown.
     */
    default boolean offers(ResourceKind kind) {
        return true;
    }

    /** Returns whether the project belongs to the scope. */
    boolean covers(ProjectId project);

    /**
     * Lists the resources of the scope's projects, and published or shared resources of other projects. Several scopes
     * of a cloud can return the same published or shared resource. Returns an empty list if the cloud lacks the
     * service.
     *
     * @throws org.stackdeck.cloud.CloudException if a request fails
     */
    List<CloudResource> list(ResourceKind kind);

    /**
     * Returns the current state of a resource; empty if it does not exist or does not belong to the scope's projects.
     *
     * @throws org.stackdeck.cloud.CloudException if the request fails; UNAVAILABLE if the cloud lacks the service
     */
    Optional<CloudResource> find(ResourceKind kind, String id);

    /**
     * Returns the current state of an image with {@link CloudResource#MEMBERS}, which require an additional request;
     * empty if the image does not exist. The members are missing if the image cannot have any, or if they cannot be
     * loaded.
     *
     * @throws org.stackdeck.cloud.CloudException if the request for the image fails
     */
    Optional<CloudResource> findWithMembers(String image);

    /**
     * Lists the snapshots of a volume.
     *
     * @param project the project of the volume, to which its snapshots belong
     * @throws org.stackdeck.cloud.CloudException if the request fails
     */
    List<CloudResource> snapshotsOf(ResourceKey volume, ProjectId project);

    /**
     * Returns the fixed and floating IP addresses of each server according to Neutron, without servers that have none.
     * Nova reports changed addresses later. Returns an empty map if the cloud lacks the service.
     *
     * @param servers at most 20 servers; empty for all servers
     * @throws org.stackdeck.cloud.CloudException if a request fails
     */
    Map<ServerId, Set<AssignedAddress>> serverAddresses(Set<ServerId> servers);

    /**
     * Requests an action. The service may complete the action after it has responded.
     *
     * @param id ID of a resource of the action's kind
     * @return the service's request ID; empty if its response had none
     * @throws org.stackdeck.cloud.CloudException if the service does not accept the request
     */
    Optional<String> perform(String id, ActionRequest actionRequest);

    /**
     * Deletes a volume transfer that {@link #perform} has created but not accepted, and whose authorization key is
     * lost.
     *
     * @param target the project that should have received the volume
     * @throws org.stackdeck.cloud.CloudException if a request fails; NOT_FOUND if the volume does not await this
     *     transfer
     */
    void undoTransfer(String volume, ProjectId target);

    /**
     * Returns whether Stackdeck can obtain a token for the project. Services use the project of the token as the owner
     * of new resources.
     */
    boolean canCreateIn(ProjectId project);

    /**
     * Requests the creation of a resource. The service may complete the creation after it has responded.
     *
     * @throws org.stackdeck.cloud.CloudException if the service does not accept the request; FORBIDDEN if {@link
     *     #canCreateIn} returns false
     */
    CreatedResource create(ProjectId project, ActionRequest actionRequest);

    /**
     * Uploads the data of an image that has none. Blocks until the service has stored the data.
     *
     * @param project the project of the image
     * @param length in bytes
     * @return the service's request ID; empty if its response had none
     * @throws org.stackdeck.cloud.CloudException if the service does not accept the data; FAILED if the data cannot
     *     be read
     */
    Optional<String> uploadImage(ProjectId project, String id, InputStream data, long length);

    /** @param requestId the service's request ID; empty if its response had none */
    record CreatedResource(String id, Optional<String> requestId) {}
}
