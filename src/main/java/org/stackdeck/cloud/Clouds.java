package org.stackdeck.cloud;

import java.util.List;
import java.util.Optional;

/** The clouds the console is connected to, as configured by {@code clouds.yaml} or {@code OS_*} variables. */
public interface Clouds {

    /** The configured clouds, by name, whether they answer or not; empty when nothing is configured. */
    List<CloudName> names();

    /** Whether this cloud is the built-in simulator, which every page must say. */
    boolean simulated(CloudName cloud);

    /** Where the cloud is: tells it from another one that has, or had, the same name. */
    String address(CloudName cloud);

    /**
     * Asks Keystone what each entry of the cloud reaches. Blocks; never throws for one broken entry while another
     * works. With none that works, throws the {@link CloudException} of the first.
     */
    List<Compute> discover(CloudName cloud);

    /** The way to a project that was discovered. */
    Optional<Compute> compute(CloudName cloud, ProjectId project);

    /** What a project that was discovered has besides its servers. */
    Optional<ProjectResources> resources(CloudName cloud, ProjectId project);

    /** The projects found by the last discovery of each cloud, ordered by cloud and name. */
    List<Project> projects();

    /** The project, if it was found by the last discovery of its cloud. */
    default Optional<Project> project(CloudName cloud, ProjectId id) {
        return projects().stream()
                .filter(project -> project.cloud().equals(cloud) && project.id().equals(id))
                .findFirst();
    }

    /** What is known of each configured entry, in the order of the file. */
    List<EntryReport> entries();
}
