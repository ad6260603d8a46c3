package org.stackdeck.cloud.client;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/** The configured clouds, from {@code clouds.yaml} or {@code OS_*} variables. */
public interface Clouds {

    /** The names of all configured clouds, reachable or not, in the order of configuration; empty if there are none. */
    List<CloudName> names();

    /** Returns whether this cloud is the built-in simulator. Every page must indicate this. */
    boolean isSimulated(CloudName cloud);

    /** The address of the cloud. Distinguishes it from another cloud that has, or had, the same name. */
    String address(CloudName cloud);

    /**
     * Discovers the projects that each entry of the cloud reaches. Blocks. Ignores failures of individual entries if at
     * least one entry works; otherwise throws the {@link CloudException} of the first entry.
     */
    List<Compute> discover(CloudName cloud);

    /** The Nova client for a discovered project. */
    Optional<Compute> compute(CloudName cloud, ProjectId project);

    /** The resources of a discovered project. */
    Optional<ProjectResources> resources(CloudName cloud, ProjectId project);

    /** The projects found by the last discovery of each cloud, ordered by cloud and name. */
    List<Project> projects();

    /** The project, if the last discovery of its cloud found it. */
    default Optional<Project> project(CloudName cloud, ProjectId id) {
        return projects().stream()
                .filter(project -> project.cloud().equals(cloud) && project.id().equals(id))
                .findFirst();
    }

    /** A report about each configured entry, in the order of the file. */
    List<CloudEntryReport> entryReports();
}
