package org.stackdeck.operations.lookup;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.NewResourceTarget;

/**
 * Resolves the project in a request. Users can refer by name only to projects that they can see, and to other projects
 * only by ID. Stackdeck does not verify such an ID, so the result does not reveal which projects exist.
 */
final class TargetProjectResolver {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private TargetProjectResolver() {}

    /** Returns the projects in the cloud that the user can see, without the project of the resource, sorted by name. */
    static List<Project> visible(Clouds clouds, EffectivePermissions permissions, NewResourceTarget place) {
        return visible(clouds, permissions, place.cloud())
                .filter(project -> !project.id().equals(place.project()))
                .sorted(Comparator.comparing(Project::name).thenComparing(Project::id))
                .toList();
    }

    private static Stream<Project> visible(Clouds clouds, EffectivePermissions permissions, CloudName cloud) {
        return clouds.projects().stream()
                .filter(project -> project.cloud().equals(cloud)
                        && permissions.coversPartOfProject(project.cloud(), project.id()));
    }

    static Map<ProjectId, String> names(Clouds clouds, EffectivePermissions permissions, CloudName cloud) {
        return visible(clouds, permissions, cloud).collect(Collectors.toMap(Project::id, Project::name));
    }

    /**
     * Replaces the name of the project in the request with its ID.
     *
     * @throws InvalidActionParameterException if the request refers to the project of the resource, several visible
     *     projects have the name, or the text is neither a visible name nor an ID
     */
    static ActionRequest resolve(
            Clouds clouds, EffectivePermissions permissions, NewResourceTarget place, ActionRequest request) {
        String idOrName = request.requiredValue(ActionParameter.PROJECT);
        // An image of a server can belong to the credential's project and be shared with the server's project. Without
        // that share, Stackdeck would assign the image to the credential's project.
        if (place.project().value().equals(idOrName)) {
            throw new InvalidActionParameterException(ActionParameter.PROJECT, Reason.NOT_FOUND);
        }
        Optional<Project> found = find(visible(clouds, permissions, place), ActionParameter.PROJECT, idOrName);
        // Any other text is refused, because Glance's database may treat it as equal to the project of the image.
        if (found.isEmpty() && !ID.matcher(idOrName).matches()) {
            throw new InvalidActionParameterException(ActionParameter.PROJECT, Reason.NOT_FOUND);
        }
        return request.with(
                ActionParameter.PROJECT,
                found.map(project -> new ActionArgument(project.id().value(), project.name()))
                        .orElseGet(() -> new ActionArgument(idOrName, null)));
    }

    /**
     * Returns the project with this ID. If there is none and the text does not have the form of an ID, returns the
     * project with this name.
     *
     * @throws InvalidActionParameterException if several projects have the name
     */
    static Optional<Project> find(List<Project> projects, ActionParameter parameter, String idOrName) {
        List<Project> found = matching(projects, project -> project.id().value().equals(idOrName));
        // A name in the form of an ID must not hide the project with this ID.
        if (found.isEmpty() && !ID.matcher(idOrName).matches()) {
            found = matching(projects, project -> project.name().equals(idOrName));
        }
        if (found.size() > 1) {
            throw new InvalidActionParameterException(parameter, Reason.AMBIGUOUS);
        }
        return found.stream().findFirst();
    }

    private static List<Project> matching(List<Project> projects, Predicate<Project> condition) {
        return projects.stream().filter(condition).toList();
    }
}
