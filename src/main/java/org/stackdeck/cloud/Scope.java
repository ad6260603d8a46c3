package org.stackdeck.cloud;

import java.util.List;

/**
 * What one watcher watches: the servers of one project, or of all projects where the credential may list them at once.
 *
 * @param entry name of the {@code clouds.yaml} entry whose credential is used
 * @param allProjects whether one listing covers every project of the cloud ({@code all_tenants})
 * @param projects the projects served through it; for {@code allProjects} those known when it was discovered
 */
public record Scope(CloudName cloud, String entry, boolean allProjects, List<Project> projects) {

    public Scope {
        projects = List.copyOf(projects);
    }

    /** A short name that tells it apart from the cloud's other scopes, for logs and thread names. */
    public String label() {
        return allProjects
                ? cloud + "/*"
                : cloud + "/" + projects.stream().map(Project::name).findFirst().orElse("-");
    }
}
