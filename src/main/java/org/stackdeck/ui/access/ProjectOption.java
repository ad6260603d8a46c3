package org.stackdeck.ui.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Option to select one project or all projects of a cloud.
 *
 * @param project null for all projects, including future ones
 */
@ViewLogic
public record ProjectOption(CloudName cloud, @Nullable Project project) {

    /** Returns the options by cloud: all projects of the cloud first, then its individual projects by name. */
    public static List<ProjectOption> options(Collection<CloudName> clouds, Collection<Project> projects) {
        return clouds.stream()
                .sorted()
                .flatMap(cloud -> Stream.concat(
                        Stream.of(new ProjectOption(cloud, null)),
                        projects.stream()
                                .filter(project -> project.cloud().equals(cloud))
                                .sorted(Comparator.comparing(Project::name, NaturalOrderComparator.INSTANCE))
                                .map(project -> new ProjectOption(cloud, project))))
                .toList();
    }
}
