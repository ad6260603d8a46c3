package org.stackdeck.ui.grants;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.ViewModel;

/**
 * A project of a cloud, or all of them.
 *
 * @param project null for all, those to come included
 */
@ViewModel
record Place(CloudName cloud, @Nullable Project project) {

    /** All of each cloud first, then each of its projects by name. */
    static List<Place> all(Collection<CloudName> clouds, Collection<Project> projects) {
        return clouds.stream()
                .sorted()
                .flatMap(cloud -> Stream.concat(
                        Stream.of(new Place(cloud, null)),
                        projects.stream()
                                .filter(project -> project.cloud().equals(cloud))
                                .sorted(Comparator.comparing(Project::name))
                                .map(project -> new Place(cloud, project))))
                .toList();
    }
}
