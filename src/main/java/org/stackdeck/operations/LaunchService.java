package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.identity.Caller;

/** Creates servers. */
public interface LaunchService {

    /** Maximum number of servers per request. */
    int MAX_COUNT = 20;

    /**
     * Returns the projects in which both the caller's grants and Stackdeck's credential permit creating servers, sorted
     * by cloud and name.
     */
    List<Project> projects(Caller caller);

    /**
     * Returns the project's resources for new servers. Each method of the result sends a request to the cloud and
     * blocks.
     *
     * @throws ActionRefusedException if the caller is not permitted to create servers in the project
     * @throws org.stackdeck.cloud.CloudException if the cloud is not available
     */
    SelectableResourceReader resources(Caller caller, CloudName cloud, ProjectId project);

    /**
     * Counts a request for resources that is about to be sent.
     *
     * @throws CloudRequestLimitExceededException if the caller has made too many requests
     */
    void countRequest(Caller caller);

    /**
     * Returns the images that the caller may use for new servers in the project. An image that was created from a
     * server requires permissions for that server, or for the project's volumes. Sends no request to the cloud.
     */
    List<AvailableImage> filterImages(Caller caller, CloudName cloud, ProjectId project, List<AvailableImage> images);

    /**
     * Returns whether the caller may create at least some servers in the project from its volumes or volume snapshots.
     */
    boolean canBootFromVolumes(Caller caller, CloudName cloud, ProjectId project);

    /**
     * Checks whether the subject may create this server in the project. The result also depends on the server's name,
     * tags and metadata. Sends no request to the cloud.
     *
     * @return Available, Invisible, NotGranted, NotYetGranted or GrantExpired
     */
    ActionAvailability checkAvailability(Subject subject, CloudName cloud, ProjectId project, NewServer server);

    /**
     * Checks, records and starts the creation of one or more servers. If there are several, {@code -1}, {@code -2}, …
     * is appended to their names. All operations are stored in one transaction. On return, they are in the database,
     * and each will end exactly once, even after a crash. Launches and refusals are audited.
     *
     * <p>With an idempotency key, the servers are launched only once for all requests with the same key within 24
     * hours.
     *
     * @param server resources are given by ID or by unique name
     * @param count 1 to {@value #MAX_COUNT}
     * @param idempotentRequest null for a request without a key
     * @throws ActionRefusedException if the caller is not permitted to create the servers, or has too many waiting
     *     operations
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     * @throws org.stackdeck.cloud.launch.InvalidNewServerException if a resource does not exist or does not fit
     * @throws org.stackdeck.cloud.CloudException if a request to the cloud fails, or if Stackdeck's credential cannot
     *     create servers in the project
     */
    List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable IdempotentRequest idempotentRequest);

    /**
     * Returns the parameters of a failed or cancelled launch.
     *
     * @return empty if no parameters are stored, if the caller may not see them or the operation, or if the caller may
     *     no longer create servers in the project
     */
    Optional<RelaunchParameters> findFailed(Caller caller, OperationId id);

    /**
     * Returns the operations accepted for the first request with this key, even if the requested resources no longer
     * exist.
     *
     * @param idempotentRequest null for a request without a key, for which no operations are found
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Optional<List<Operation>> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest);
}
