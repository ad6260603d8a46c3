package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.ProjectResources;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.identity.Caller;

/** Creates servers. */
public interface LaunchService {

    /** Maximum number of servers for one request. */
    int MAX_COUNT = 20;

    /** The projects in which the caller's grants permit creating servers, sorted by cloud and name. */
    List<Project> projects(Caller caller);

    /**
     * The project's resources for new servers. Each of their methods sends a request to the cloud and blocks.
     *
     * @throws ActionRefusedException if the caller may not create servers there
     * @throws org.stackdeck.cloud.CloudException if the cloud is not available
     */
    ProjectResources resources(Caller caller, CloudName cloud, ProjectId project);

    /**
     * The images that the caller may use for new servers there. An image that was created from a server requires
     * permissions for that server, or for the project's volumes. Sends no request to the cloud.
     */
    List<AvailableImage> filterImages(Caller caller, CloudName cloud, ProjectId project, List<AvailableImage> images);

    /** Whether the caller may create any servers there from the project's volumes or volume snapshots. */
    boolean canBootFromVolumes(Caller caller, CloudName cloud, ProjectId project);

    /**
     * Whether the caller may create this server there, which depends on its name, tags and metadata too. Sends no
     * request to the cloud.
     *
     * @return result of the grants: Available, Invisible, NotGranted, NotYet or Ended
     */
    ActionAvailability checkAvailability(Caller caller, CloudName cloud, ProjectId project, NewServer server);

    /**
     * Checks, records and starts the creation of one or more servers. If there are several, {@code -1}, {@code -2}, …
     * is appended to their names. On return, all or none of the operations are in the database, and each will end
     * exactly once, even after a crash. Audited, including refusals.
     *
     * With an idempotency key, the servers are launched once for all requests with the same key.
     *
     * @param server resources are given by id or by unique name
     * @param count 1 to {@value #MAX_COUNT}
     * @param idempotentRequest null for a request without key
     * @throws ActionRefusedException if the caller may not
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     * @throws org.stackdeck.cloud.launch.InvalidNewServerException if a resource does not exist or does not fit
     * @throws org.stackdeck.cloud.CloudException if the request to the cloud fails
     */
    List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable IdempotentRequest idempotentRequest);

    /**
     * The parameters of a launch that ended without a server.
     *
     * @return empty when the caller may not see the operation, may not create servers there now, or no parameters are
     *     stored
     */
    Optional<FailedLaunch> findFailed(Caller caller, OperationId id);

    /**
     * The operations accepted for the first request with this key, even if its resources no longer exist.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Optional<List<Operation>> findAccepted(Caller caller, IdempotentRequest idempotentRequest);
}
