package org.stackdeck.cloud.client;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;

/**
 * The state of one configured entry, which comes from {@code clouds.yaml}, the {@code OS_*} variables or a connection.
 *
 * @param source the path of the file, "environment", or "database" for a connection; "STACKDECK_CLOUDS" if that
 *     setting names a missing entry
 * @param cloud the cloud to which the entry belongs; null if the entry is invalid
 * @param authType the {@code auth_type}; empty if the entry is invalid and its type is unknown
 * @param projects the projects that Stackdeck accesses with this entry
 * @param roles the roles of the entry in all projects that it can access; empty while unknown
 * @param administrator whether the roles include the admin role, which Stackdeck does not require
 * @param unusedReason why the entry is not used for any project; null if it is used, has a problem or is not yet
 *     discovered
 * @param problem an error message that starts with the location of the problem; null if there is none
 * @param novaVersion the newest microversion of the cloud's Nova; null while unknown
 * @param remarks the problem, the reason why the entry is unused, and warnings, as translatable messages
 */
public record CloudEntryReport(
        String entry,
        String source,
        @Nullable CloudName cloud,
        @Nullable String region,
        String authType,
        List<Project> projects,
        Set<String> roles,
        boolean administrator,
        @Nullable String unusedReason,
        @Nullable String problem,
        @Nullable String novaVersion,
        List<CloudEntryRemark> remarks) {

    public CloudEntryReport {
        projects = List.copyOf(projects);
        roles = Set.copyOf(roles);
        remarks = List.copyOf(remarks);
    }
}
