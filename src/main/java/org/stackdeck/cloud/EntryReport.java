package org.stackdeck.cloud;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code clouds.yaml} entry (or the {@code OS_*} variables) leads to.
 *
 * @param entry its name in the file
 * @param source the file it is from, or "environment"
 * @param cloud the cloud it belongs to; null when the entry cannot be read
 * @param authType password or application credential, as the file says it
 * @param projects the projects served through this entry
 * @param roles the roles its token has; empty while unknown
 * @param administrator whether the token has the admin role, which is more than the console needs
 * @param unusedBecause why nothing goes through it, or null when it is used
 * @param problem what is wrong with it, naming file, entry and key; null when nothing is
 * @param novaVersion newest microversion of its Nova; null while unknown
 * @param remarks all that is to be said of it (problem, why it is unused, warnings), for translation
 */
public record EntryReport(
        String entry,
        String source,
        @Nullable CloudName cloud,
        @Nullable String region,
        String authType,
        List<Project> projects,
        Set<String> roles,
        boolean administrator,
        @Nullable String unusedBecause,
        @Nullable String problem,
        @Nullable String novaVersion,
        List<Remark> remarks) {

    public EntryReport {
        projects = List.copyOf(projects);
        roles = Set.copyOf(roles);
        remarks = List.copyOf(remarks);
    }

    /** A report without remarks. */
    public EntryReport(
            String entry,
            String source,
            @Nullable CloudName cloud,
            @Nullable String region,
            String authType,
            List<Project> projects,
            Set<String> roles,
            boolean administrator,
            @Nullable String unusedBecause,
            @Nullable String problem,
            @Nullable String novaVersion) {
        this(
                entry,
                source,
                cloud,
                region,
                authType,
                projects,
                roles,
                administrator,
                unusedBecause,
                problem,
                novaVersion,
                List.of());
    }
}
