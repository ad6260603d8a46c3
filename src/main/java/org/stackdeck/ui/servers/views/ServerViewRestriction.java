package org.stackdeck.ui.servers.views;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.navigation.ProjectChoices;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Clouds, projects and columns that a user may see. A cloud or project that the user may not see is treated as if it
 * did not exist.
 *
 * @param clouds names of all clouds
 * @param discovered clouds whose projects are known; in any other cloud, the project of a view may exist
 */
@ViewLogic
record ServerViewRestriction(ProjectChoices choices, Set<String> clouds, Set<String> discovered, boolean hostReadable) {

    static ServerViewRestriction of(
            Collection<CloudName> clouds, Collection<Project> projects, EffectivePermissions permissions) {
        return new ServerViewRestriction(
                ProjectChoices.of(clouds, projects, permissions),
                names(clouds.stream()),
                names(projects.stream().map(Project::cloud)),
                permissions.includes(Permission.SERVER_READ_HOST));
    }

    private static Set<String> names(Stream<CloudName> clouds) {
        return clouds.map(CloudName::value).collect(Collectors.toSet());
    }

    /**
     * Removes the scope if the user may not see its cloud or project. Adds all parts that the user may not see to the
     * ignored parts.
     */
    ServerViewContent restrict(ServerViewContent content) {
        List<IgnoredPart> ignored = new ArrayList<>(content.ignored());
        ServerGridQuery query = content.query();
        String cloud = query.cloud();
        String project = query.project();
        if (cloud != null && !isVisible(cloud)) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.CLOUD, cloud));
        }
        if (project != null && !isVisible(cloud, project)) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.PROJECT, project));
        }
        if (ignored.size() > content.ignored().size()) {
            query = query.withoutScope();
        }
        if (!hostReadable) {
            addHost(content, ignored);
        }
        return new ServerViewContent(query, content.layout(), ignored);
    }

    /**
     * Adds the host to the ignored parts, because without the permission the grid neither shows hosts nor sorts by
     * them.
     */
    private static void addHost(ServerViewContent content, List<IgnoredPart> ignored) {
        ServerGridLayout layout = content.layout();
        if (layout != null && layout.columns() != null && layout.columns().contains(ServerSort.Column.HOST)) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.COLUMN, ServerSort.Column.HOST.code()));
        }
        if (content.query().order().keys().stream().anyMatch(key -> key.column() == ServerSort.Column.HOST)) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.SORT, ServerSort.Column.HOST.code()));
        }
    }

    private boolean isVisible(String cloud) {
        return clouds.contains(cloud)
                && (names(choices.byCloud().keySet().stream()).contains(cloud) || !discovered.contains(cloud));
    }

    private boolean isVisible(@Nullable String cloud, String project) {
        boolean known = cloud == null
                ? discovered.containsAll(clouds)
                : (!clouds.contains(cloud) || discovered.contains(cloud));
        return choices.findProject(cloud, project).isPresent() || !known;
    }
}
