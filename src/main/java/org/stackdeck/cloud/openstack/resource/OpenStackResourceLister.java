package org.stackdeck.cloud.openstack.resource;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.ResourceLister;
import org.stackdeck.cloud.client.ServerListScope;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/** Lists the resources of one scope with the credential of its entry. */
public final class OpenStackResourceLister implements ResourceLister {

    private final ServerListScope scope;
    private final ProjectClients clients;
    private final Function<ProjectId, Project> projects;
    private final Predicate<ProjectId> wanted;
    private final Supplier<Map<String, String>> novaVersion;

    /**
     * @param projects finds the project with this ID
     * @param wanted returns whether resources of the project belong to this scope
     */
    public OpenStackResourceLister(
            ServerListScope scope,
            ProjectClients clients,
            Function<ProjectId, Project> projects,
            Predicate<ProjectId> wanted,
            Supplier<Map<String, String>> novaVersion) {
        this.scope = scope;
        this.clients = clients;
        this.projects = projects;
        this.wanted = wanted;
        this.novaVersion = novaVersion;
    }

    @Override
    public ServerListScope scope() {
        return scope;
    }

    @Override
    public List<CloudResource> list(ResourceKind kind) {
        return read(kind)
                .filter(resource -> resource.isPublished() || isOfScope(resource.project()))
                .map(resource -> resource(kind, resource))
                .toList();
    }

    private Stream<ReadResource> read(ResourceKind kind) {
        return switch (kind) {
            case IMAGE -> new GlanceImageReader(clients.glance()).list().stream();
            case VOLUME -> new CinderResourceReader(clients.cinder(), scope.allProjects()).volumes().stream();
            case VOLUME_SNAPSHOT ->
                new CinderResourceReader(clients.cinder(), scope.allProjects()).snapshots().stream();
            case NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP ->
                new NeutronResourceReader(clients.neutron()).list(kind).stream();
            case SERVER_GROUP -> serverGroups();
        };
    }

    private Stream<ReadResource> serverGroups() {
        String query = scope.allProjects() ? "?all_projects=true" : "";
        return ServerMapper.required(ServiceJson.read(
                                clients.nova().get("/os-server-groups" + query, novaVersion.get()),
                                ResourceDtos.ServerGroups.class)
                        .groups())
                .stream()
                .map(group -> ReadResource.of(String.valueOf(group.id()), group.projectId(), group.name())
                        .value("policy", group.policy())
                        .value("servers", group.members()));
    }

    private boolean isOfScope(@Nullable String project) {
        if (project == null || project.isBlank()) {
            return false;
        }
        ProjectId id = new ProjectId(project);
        return scope.allProjects()
                ? wanted.test(id)
                : scope.projects().stream().anyMatch(own -> own.id().equals(id));
    }

    private CloudResource resource(ResourceKind kind, ReadResource read) {
        String project = read.project();
        return new CloudResource(
                kind,
                scope.cloud(),
                read.id(),
                project == null || project.isBlank() ? null : projects.apply(new ProjectId(project)),
                read.name(),
                read.isPublished(),
                read.values());
    }
}
