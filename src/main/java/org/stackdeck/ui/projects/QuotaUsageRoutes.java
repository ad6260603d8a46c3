package org.stackdeck.ui.projects;

import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Paths of the lists with the servers or other resources of a project that use a quota. */
final class QuotaUsageRoutes {

    private QuotaUsageRoutes() {}

    static String path(Project project, Quota.Resource resource) {
        return switch (resource) {
            case INSTANCES, CORES, RAM ->
                ServerRoutes.searchPath(
                        ServerSearchProperty.PROJECT, project.id().value());
            case SERVER_GROUPS -> list(ResourceKind.SERVER_GROUP, project);
            case VOLUMES, GIGABYTES -> list(ResourceKind.VOLUME, project);
            case SNAPSHOTS -> list(ResourceKind.VOLUME_SNAPSHOT, project);
            case BACKUPS, BACKUP_GIGABYTES -> list(ResourceKind.VOLUME_BACKUP, project);
            case NETWORKS -> list(ResourceKind.NETWORK, project);
            case SUBNETS -> list(ResourceKind.SUBNET, project);
            case PORTS -> list(ResourceKind.PORT, project);
            case ROUTERS -> list(ResourceKind.ROUTER, project);
            case FLOATING_IPS -> list(ResourceKind.FLOATING_IP, project);
            case SECURITY_GROUPS, SECURITY_GROUP_RULES -> list(ResourceKind.SECURITY_GROUP, project);
        };
    }

    private static String list(ResourceKind kind, Project project) {
        return ResourceRoutes.searchPath(kind, filter(project));
    }

    /** Uses the ID, because a name can contain separators of the search or be a part of another name. */
    private static String filter(Project project) {
        return "project:" + project.id().value();
    }
}
