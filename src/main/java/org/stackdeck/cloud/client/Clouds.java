package org.stackdeck.cloud.client;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/** The configured clouds, from {@code clouds.yaml}, the {@code OS_*} variables and connections. */
public interface Clouds {

    /**
     * Returns the names of all configured clouds, reachable or not, in the order of configuration; empty if there are
     * none.
     */
    List<CloudName> names();

    /** Returns whether this cloud is the built-in simulator. Every page must indicate that a cloud is simulated. */
    boolean isSimulated(CloudName cloud);

    /**
     * Returns the address of the cloud, which distinguishes it from another cloud that has, or had, the same name.
     * Returns an empty string if no such cloud is configured.
     */
    String address(CloudName cloud);

    /**
     * Discovers the projects that the entries of the cloud can access, and returns a client for each polling scope.
     * Blocks. Ignores failures of individual entries if at least one entry works.
     *
     * @throws CloudException the failure of the first entry if no entry works; NOT_FOUND if no such cloud is
     *     configured
     */
    List<ComputeClient> discover(CloudName cloud);

    /** Returns the Nova client for a project; empty if no entry is known to have access to the project. */
    Optional<ComputeClient> compute(CloudName cloud, ProjectId project);

    /** Returns a reader of the resources of a project; empty if no entry is known to have access to the project. */
    Optional<SelectableResourceReader> resources(CloudName cloud, ProjectId project);

    /**
     * Returns a client for each scope that the last discovery of the cloud found. Together, the clients cover the
     * projects of the cloud.
     */
    List<ResourceClient> resourceClients(CloudName cloud);

    /** Returns the client for the resources of a project; empty if no entry is known to have access to the project. */
    default Optional<ResourceClient> resourceClient(CloudName cloud, ProjectId project) {
        return resourceClients(cloud).stream()
                .filter(client -> client.covers(project))
                .findFirst();
    }

    /** @throws CloudException UNAVAILABLE if no entry is known to have access to the project */
    default ComputeClient requireCompute(CloudName cloud, ProjectId project) {
        return compute(cloud, project).orElseThrow(Clouds::unavailable);
    }

    /** @throws CloudException UNAVAILABLE if no entry is known to have access to the project */
    default SelectableResourceReader requireResources(CloudName cloud, ProjectId project) {
        return resources(cloud, project).orElseThrow(Clouds::unavailable);
    }

    /** @throws CloudException UNAVAILABLE if no entry is known to have access to the project */
    default ResourceClient requireResourceClient(CloudName cloud, ProjectId project) {
        return resourceClient(cloud, project).orElseThrow(Clouds::unavailable);
    }

    private static CloudException unavailable() {
        return new CloudException(CloudException.Category.UNAVAILABLE, "The cloud of this project is not available");
    }

    /** Returns whether Stackdeck's credential can create resources in the project. */
    default boolean canCreateIn(CloudName cloud, ProjectId project) {
        return resourceClient(cloud, project)
                .filter(client -> client.canCreateIn(project))
                .isPresent();
    }

    /** Returns a reader of the recorded metrics of the cloud's servers; empty if no source of metrics is configured. */
    default Optional<ServerMetricsReader> metrics(CloudName cloud) {
        return Optional.empty();
    }

    /** Returns the projects that the last discovery of each cloud found, ordered by cloud and name. */
    List<Project> projects();

    /** Returns the project if the last discovery of its cloud found it. */
    default Optional<Project> project(CloudName cloud, ProjectId id) {
        return projects().stream()
                .filter(project -> project.cloud().equals(cloud) && project.id().equals(id))
                .findFirst();
    }

    /** Returns a report about each configured entry, in the order of configuration. */
    List<CloudEntryReport> entryReports();
}
