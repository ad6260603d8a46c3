package org.stackdeck.cloud;

import java.util.List;

/**
 * The unit of polling: the servers of one project, or of all projects if the credential can list them together.
 *
 * @param entry name of the {@code clouds.yaml} entry whose credential is used
 * @param allProjects whether one list covers all projects of the cloud ({@code all_tenants})
 * @param projects the projects of the scope; with {@code allProjects}, those known at the time of the discovery
 */
public record Scope(CloudName cloud, String entry, boolean allProjects, List<Project> projects) {

    public Scope {
        projects = List.copyOf(projects);
    }

    /** A short name that is unique in the cloud, for logs and thread names. */
    public String label() {
        return allProjects
                ? cloud + "/*"
                : cloud + "/" + projects.stream().map(Project::name).findFirst().orElse("-");
    }
}
