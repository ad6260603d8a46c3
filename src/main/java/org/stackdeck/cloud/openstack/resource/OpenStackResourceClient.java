package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.MissingServiceException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.image.ImageMemberClient;
import org.stackdeck.cloud.openstack.image.ImageMemberId;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.volume.VolumeTransferClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;

/** Reads and changes the resources of one scope with the credential of its entry. */
public final class OpenStackResourceClient implements ResourceClient {

    private final PollingScope scope;
    private final ProjectClients clients;
    private final Function<ProjectId, Project> projects;
    private final Predicate<ProjectId> projectFilter;
    private final Function<ProjectId, Optional<ProjectClients>> clientsIn;
    private final Supplier<Map<String, String>> novaVersion;
    private final ResourceAvailabilityCaches resourceAvailabilityCaches;
    private final OpenStackResourceReader reader;

    /**
     * @param projectFilter returns whether resources of the project belong to this scope
     * @param clientsIn finds the clients of any entry of the cloud whose token belongs to the project
     */
    public OpenStackResourceClient(
            PollingScope scope,
            ProjectClients clients,
            Function<ProjectId, Project> projects,
            Predicate<ProjectId> projectFilter,
            Function<ProjectId, Optional<ProjectClients>> clientsIn,
            Supplier<Map<String, String>> novaVersion,
            ResourceAvailabilityCaches resourceAvailabilityCaches) {
        this.resourceAvailabilityCaches = resourceAvailabilityCaches;
        this.scope = scope;
        this.clients = clients;
        this.projects = projects;
        this.projectFilter = projectFilter;
        this.clientsIn = clientsIn;
        this.novaVersion = novaVersion;
        this.reader =
                new OpenStackResourceReader(clients, scope.allProjects(), novaVersion, resourceAvailabilityCaches);
    }

    @Override
    public PollingScope scope() {
        return scope;
    }

    @Override
    public List<CloudResource> list(ResourceKind kind) {
        try {
            List<CloudResourceBuilder> found = reader.list(kind)
                    .filter(resource ->
                            resource.isPublished() || !resource.sharedWith().isEmpty() || isOfScope(resource.project()))
                    .toList();
            ListSizeLimiter limit = new ListSizeLimiter();
            found.forEach(resource -> limit.add(resource.size()));
            ExternalNetworkAccess access = networkAccess(kind);
            return found.stream()
                    .map(resource -> resource(kind, resource, access))
                    .toList();
        } catch (MissingServiceException e) {
            return List.of();
        }
    }

    @Override
    public Optional<CloudResource> find(ResourceKind kind, String id) {
        return find(kind, () -> reader.find(kind, id).orElse(null));
    }

    @Override
    public Optional<CloudResource> findWithMembers(String image) {
        return find(ResourceKind.IMAGE, () -> reader.glance().getWithMembers(image));
    }

    private Optional<CloudResource> find(ResourceKind kind, Supplier<@Nullable CloudResourceBuilder> read) {
        return ServiceJson.findWith(read)
                .filter(resource -> !kind.hasProject() || isOfScope(resource.project()))
                .map(resource -> resource(kind, resource, networkAccess(kind)));
    }

    @Override
    public Optional<String> perform(String id, ActionRequest actionRequest) {
        ResourceAction action = (ResourceAction) actionRequest.action();
        Optional<String> name = actionRequest.value(ActionParameter.NAME);
        if (action == ResourceAction.SET_SECURITY_GROUP && name.isPresent()) {
            return new SecurityGroupNameGuard(scope.cloud(), clients.neutron())
                    .rename(id, name.get(), () -> send(id, actionRequest));
        }
        if (scope.allProjects()
                && actionRequest.value(ActionParameter.VISIBILITY).equals(Optional.of("private"))) {
            ChangePreconditions.run(() -> reader.glance().requirePrivateToProject(id));
        }
        return send(id, actionRequest);
    }

    private Optional<String> send(String id, ActionRequest actionRequest) {
        ResourceAction action = (ResourceAction) actionRequest.action();
        try {
            return (switch (action) {
                        case TRANSFER_VOLUME -> transferVolume(id, actionRequest);
                        case CANCEL_VOLUME_TRANSFER -> new VolumeTransferClient(clients.cinder()).cancel(id);
                        case ACCEPT_IMAGE -> setMemberStatus(id, "accepted");
                        case REJECT_IMAGE -> setMemberStatus(id, "rejected");
                        default -> new ResourceActionSender(clients, novaVersion).send(id, actionRequest);
                    })
                    .requestId();
        } finally {
            // The request may have taken effect even if it failed.
            switch (action.kind()) {
                case IMAGE -> resourceAvailabilityCaches.images().forget(id);
                case IMAGE_MEMBER ->
                    ImageMemberId.parse(id)
                            .ifPresent(member ->
                                    resourceAvailabilityCaches.images().forget(member.image()));
                default -> {}
            }
        }
    }

    private ServiceResponse setMemberStatus(String id, String status) {
        return new ImageMemberClient(clients.glance())
                .setStatus(
                        ImageMemberId.parse(id)
                                .orElseThrow(() -> new CloudException(
                                        Category.NOT_FOUND, "The image is not shared with a project")),
                        status);
    }

    private ServiceResponse transferVolume(String id, ActionRequest actionRequest) {
        ProjectId project = new ProjectId(actionRequest.requiredValue(ActionParameter.TARGET_PROJECT));
        ProjectClients target = requireClientsIn(project);
        // Without this check, Cinder would also transfer snapshots of other projects, which the credential cannot list.
        boolean withSnapshots = ChangePreconditions.read(
                () -> !reader.cinder().snapshotsOf(id, clients.project().id()).isEmpty());
        return new VolumeTransferClient(clients.cinder())
                .transfer(id, transferName(id, project), withSnapshots, target.cinder());
    }

    @Override
    public void undoTransfer(String volume, ProjectId target) {
        var _ = new VolumeTransferClient(clients.cinder()).delete(volume, transferName(volume, target));
    }

    /** Returns the name by which Stackdeck recognizes its transfer. It does not reveal the target project. */
    private static String transferName(String volume, ProjectId target) {
        return UUID.nameUUIDFromBytes((volume + " " + target).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private ProjectClients requireClientsIn(ProjectId project) {
        return clientsIn
                .apply(project)
                .orElseThrow(() -> new CloudException(
                        Category.FORBIDDEN,
                        "Stackdeck's credential has no role in this project and cannot create resources there"));
    }

    @Override
    public boolean offers(ResourceKind kind) {
        return kind != ResourceKind.VOLUME_BACKUP
                || !resourceAvailabilityCaches.backups().isKnownMissing();
    }

    @Override
    public boolean canCreateIn(ProjectId project) {
        return clientsIn.apply(project).isPresent();
    }

    @Override
    public CreatedResource create(ProjectId project, ActionRequest actionRequest) {
        if (actionRequest.action() == ResourceAction.CREATE_VOLUME_BACKUP) {
            ChangePreconditions.run(resourceAvailabilityCaches.backups()::require);
        }
        ProjectClients within = requireClientsIn(project);
        if (actionRequest.action() == ResourceAction.CREATE_SECURITY_GROUP) {
            return new SecurityGroupNameGuard(scope.cloud(), within.neutron())
                    .create(
                            project,
                            actionRequest.requiredValue(ActionParameter.NAME),
                            () -> new ResourceCreator(within, novaVersion).create(actionRequest));
        }
        if (scope.allProjects() && actionRequest.action() == ResourceAction.CREATE_VOLUME) {
            boolean typeGiven = actionRequest.value(ActionParameter.TYPE).isPresent();
            ChangePreconditions.run(() -> actionRequest
                    .value(ActionParameter.IMAGE)
                    .ifPresent(image -> new AvailableImageReader(clients, project, true, resourceAvailabilityCaches)
                            .requireUsable(image, typeGiven)));
        }
        return new ResourceCreator(within, novaVersion).create(actionRequest);
    }

    @Override
    public List<CloudResource> snapshotsOf(ResourceKey volume, ProjectId project) {
        return reader.cinder().snapshotsOf(volume.id(), project).stream()
                .filter(snapshot -> volume.id()
                        .equals(ResponseFields.required(snapshot.values().get("volume"))))
                .map(snapshot ->
                        resource(ResourceKind.VOLUME_SNAPSHOT, snapshot, networkAccess(ResourceKind.VOLUME_SNAPSHOT)))
                .toList();
    }

    @Override
    public Map<ServerId, Set<AssignedAddress>> serverAddresses(Set<ServerId> servers) {
        try {
            return new NeutronResourceReader(clients.neutron()).serverAddresses(servers);
        } catch (MissingServiceException e) {
            return Map.of();
        }
    }

    @Override
    public Optional<String> uploadImage(ProjectId project, String id, InputStream data, long length) {
        try {
            return clientsIn
                    .apply(project)
                    .orElse(clients)
                    .glance()
                    .upload("/v2/images/" + encodePathSegment(id) + "/file", data, length)
                    .requestId();
        } catch (CloudException e) {
            if (e.status() != HttpURLConnection.HTTP_UNSUPPORTED_TYPE) {
                throw e;
            }
            // Glance's message mentions only the media type of the request.
            throw new CloudException(
                    Category.REFUSED,
                    "The data does not have the disk format of the image",
                    e.status(),
                    e.requestId().orElse(null),
                    null,
                    e);
        }
    }

    private boolean isOfScope(@Nullable String project) {
        return ProjectId.parse(project).filter(this::covers).isPresent();
    }

    @Override
    public boolean covers(ProjectId id) {
        return scope.allProjects()
                ? projectFilter.test(id)
                : scope.projects().stream().anyMatch(own -> own.id().equals(id));
    }

    private ExternalNetworkAccess networkAccess(ResourceKind kind) {
        return kind == ResourceKind.NETWORK
                ? ExternalNetworkAccess.load(
                        clients.neutron(), clients.project().id(), scope.allProjects())
                : ExternalNetworkAccess.NONE;
    }

    private CloudResource resource(ResourceKind kind, CloudResourceBuilder read, ExternalNetworkAccess access) {
        boolean isNetwork = kind == ResourceKind.NETWORK;
        return new CloudResource(
                kind,
                scope.cloud(),
                read.id(),
                ProjectId.parse(read.project()).map(projects).orElse(null),
                read.name(),
                isNetwork ? read.isPublished() && access.isPublic(read.id()) : read.isPublished(),
                isNetwork && read.isPublished() ? access.projects(read.id()) : read.sharedWith(),
                read.values());
    }
}
