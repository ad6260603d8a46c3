package org.stackdeck.ui.servers.navigation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.NaturalOrderComparator;

/** Clouds and projects that a user can select, because the user may see at least a part of them. */
@ViewLogic
public record ProjectChoices(Map<CloudName, List<Project>> byCloud) {

    static final ProjectChoices NONE = new ProjectChoices(Map.of());

    public static ProjectChoices of(
            Collection<CloudName> clouds, Collection<Project> projects, EffectivePermissions effectivePermissions) {
        Map<CloudName, List<Project>> byCloud = new TreeMap<>();
        if (effectivePermissions.isAdministrator()) {
            clouds.forEach(cloud -> byCloud.put(cloud, new ArrayList<>()));
        }
        projects.stream()
                .filter(project -> effectivePermissions.coversPartOfProject(project.cloud(), project.id()))
                .sorted(Comparator.comparing(Project::name, NaturalOrderComparator.INSTANCE))
                .forEach(project -> byCloud.computeIfAbsent(project.cloud(), _ -> new ArrayList<>())
                        .add(project));
        return new ProjectChoices(byCloud);
    }

    Optional<CloudName> onlyCloud() {
        return byCloud.size() == 1 ? byCloud.keySet().stream().findFirst() : Optional.empty();
    }

    /** @param cloud null for any cloud */
    public Optional<Project> findProject(@Nullable String cloud, @Nullable String id) {
        return byCloud.values().stream()
                .flatMap(List::stream)
                .filter(project -> (cloud == null || project.cloud().value().equals(cloud))
                        && project.id().value().equals(id))
                .findFirst();
    }
}
