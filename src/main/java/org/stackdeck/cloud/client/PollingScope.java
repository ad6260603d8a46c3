package org.stackdeck.cloud.client;

import java.util.List;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;

/**
 * The unit of polling: the servers of one project, or of all projects if the credential can list them together.
 *
 * @param entry name of the configured entry whose credential is used
 * @param allProjects whether one list covers all projects of the cloud ({@code all_tenants})
 * @param projects the projects of the scope; with {@code allProjects}, those known at the time of the discovery
 */
public record PollingScope(CloudName cloud, String entry, boolean allProjects, List<Project> projects) {

    public PollingScope {
        projects = List.copyOf(projects);
    }

    /** Returns a short name for logs and thread names: the cloud, and the project or {@code *} for all projects. */
    public String label() {
        return allProjects
                ? cloud + "/*"
                : cloud + "/" + projects.stream().map(Project::name).findFirst().orElse("-");
    }
}
