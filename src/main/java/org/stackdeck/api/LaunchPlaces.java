package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.Caller;

/** Finds a project by name or id among those visible to the caller. Other projects are treated as nonexistent. */
@Component
class LaunchPlaces {

    private final Clouds clouds;
    private final Access access;

    LaunchPlaces(Clouds clouds, Access access) {
        this.clouds = clouds;
        this.access = access;
    }

    /**
     * @param given name or id
     * @param cloud null for any
     */
    Project project(Caller caller, @Nullable String given, @Nullable String cloud) {
        if (given == null || given.isBlank()) {
            throw ProblemException.badField("project", "missing-field", "project");
        }
        Rights rights = access.rights(caller.userId());
        List<Project> named = clouds.projects().stream()
                .filter(project -> cloud == null || project.cloud().value().equals(cloud))
                .filter(project ->
                        project.id().value().equals(given) || project.name().equals(given))
                .filter(project -> rights.reach(project.cloud(), project.id()))
                .toList();
        return switch (named.size()) {
            case 0 -> throw LaunchProblems.unknownProject();
            case 1 -> named.getFirst();
            default ->
                throw ProblemException.badField(
                        "project",
                        "ambiguous-project",
                        "project",
                        String.join(
                                ", ",
                                named.stream()
                                        .map(project -> project.cloud() + ": " + project.id())
                                        .toList()));
        };
    }
}
