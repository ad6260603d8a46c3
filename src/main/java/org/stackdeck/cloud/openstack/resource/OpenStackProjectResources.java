package org.stackdeck.cloud.openstack.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.ProjectResources;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.resource.CinderDtos.VolumeBody;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.ImageBody;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;

/**
 * Lists a project's resources with the APIs of Nova, Glance, Cinder and Neutron. An administrator's credential sees the
 * resources of all projects, and services differ in how they filter lists. Therefore, lists are requested for the
 * project where possible, and filtered again.
 */
public final class OpenStackProjectResources implements ProjectResources {

    private final ProjectClients clients;
    private final ProjectId project;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;
    private final ProjectAccess projectAccess;

    /** @param allProjects whether the credential sees the resources of all projects */
    public OpenStackProjectResources(
            ProjectClients clients,
            ProjectId project,
            boolean allProjects,
            Supplier<Map<String, String>> novaVersion,
            ProjectAccess projectAccess) {
        this.projectAccess = projectAccess;
        this.clients = clients;
        this.project = project;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
    }

    @Override
    public List<AvailableFlavor> flavors() {
        // By default, Nova returns only the public flavors and those of the administrator's own project.
        String query = allProjects ? "?is_public=None" : "";
        return required(ServiceJson.read(
                                clients.nova().get("/flavors/detail" + query, novaVersion.get()),
                                ResourceDtos.Flavors.class)
                        .flavors())
                .stream()
                .filter(f ->
                        !allProjects || f.isPublic() || projectAccess.flavors().hasAccess(required(f.id()), project))
                .map(f -> new AvailableFlavor(required(f.id()), orEmpty(f.name()), f.vcpus(), f.ram(), f.disk()))
                .toList();
    }

    @Override
    public List<AvailableImage> images() {
        Map<String, Integer> candidates = new HashMap<>();
        List<OfferedImage> listed = new PageReader(clients.glance())
                .readAll(
                        "/v2/images",
                        "&status=active",
                        ResourceDtos.Images.class,
                        image -> offered(image, candidates),
                        image -> ReadResource.sizeOf(image.image().name()));
        Set<String> shared = projectAccess
                .images()
                .sharedWith(
                        project,
                        listed.stream()
                                .flatMap(image -> Stream.ofNullable(image.candidate()))
                                .toList());
        return listed.stream()
                .filter(image -> image.candidate() == null
                        || shared.contains(image.candidate().id()))
                .map(OfferedImage::image)
                .toList();
    }

    /** @param candidate null if the image is available to the project whether or not it is shared with it */
    private record OfferedImage(AvailableImage image, SharedImages.@Nullable Candidate candidate) {}

    /** An image of volume snapshots may have inherited the {@code instance_uuid} of another server. */
    private static AvailableImage image(ImageBody image) {
        boolean published = Set.of("public", "community").contains(orEmpty(image.visibility()));
        return new AvailableImage(
                required(image.id()),
                orEmpty(image.name()),
                image.minDisk(),
                image.minRam(),
                image.size(),
                image.isOfServer() && !published,
                image.volumeSnapshots() != null
                        ? null
                        : ServerId.parse(image.serverId()).orElse(null));
    }

    /**
     * Returns null if the project cannot use the image, or should not because a server of it would use an existing volume, such as a private image of another project, which an
     * administrator's credential sees.
     */
    private @Nullable OfferedImage offered(ImageBody image, Map<String, Integer> candidates) {
        if (!"active".equals(image.status()) || image.usesVolume()) {
            return null;
        }
        if (isOwn(image.project(clients.project().id()))) {
            return new OfferedImage(image(image), null);
        }
        return switch (orEmpty(image.visibility())) {
            case "public", "community" -> new OfferedImage(image(image), null);
            case "shared" ->
                isOwn(image.owner())
                                || candidates.merge(orEmpty(image.owner()), 1, Integer::sum)
                                        > SharedImages.MAX_IMAGES_OF_OWNER
                        ? null
                        : new OfferedImage(
                                image(image),
                                allProjects
                                        ? new SharedImages.Candidate(
                                                required(image.id()),
                                                orEmpty(image.owner()),
                                                image.volumeSnapshots() != null)
                                        : null);
            default -> null;
        };
    }

    @Override
    public List<Volume> volumes() {
        String query = allProjects ? "?all_tenants=1&project_id=" + project : "";
        return required(ServiceJson.read(
                                clients.cinder().get("/volumes/detail" + query, Map.of()), CinderDtos.Volumes.class)
                        .volumes())
                .stream()
                .filter(v -> isOwn(v.projectId()))
                .map(OpenStackProjectResources::volume)
                .toList();
    }

    private static Volume volume(VolumeBody volume) {
        List<ServerId> servers = volume.attachments() == null
                ? List.of()
                : volume.attachments().stream()
                        .map(CinderDtos.AttachmentBody::serverId)
                        .flatMap(id -> ServerId.parse(id).stream())
                        .toList();
        return new Volume(
                required(volume.id()),
                orEmpty(volume.name()),
                orEmpty(volume.status()),
                volume.size(),
                "true".equals(volume.bootable()),
                servers,
                volume.image() == null ? null : volume.image().id());
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return new CinderResourceReader(clients.cinder(), allProjects)
                .snapshots().stream()
                        .filter(snapshot -> isOwn(snapshot.project())
                                && "available".equals(snapshot.values().get("status")))
                        .map(snapshot -> new VolumeSnapshot(
                                snapshot.id(),
                                snapshot.name(),
                                snapshot.values().get("size") instanceof Long size ? size.intValue() : 0))
                        .toList();
    }

    @Override
    public List<Network> networks() {
        return neutron().networks();
    }

    @Override
    public List<SecurityGroup> securityGroups() {
        return neutron().securityGroups();
    }

    @Override
    public List<FloatingIp> floatingIps() {
        return neutron().floatingIps();
    }

    @Override
    public List<Port> ports(ServerId server) {
        return neutron().ports(server);
    }

    @Override
    public List<Port> freePorts() {
        return neutron().freePorts();
    }

    private NeutronProjectResources neutron() {
        return new NeutronProjectResources(clients.neutron(), project, allProjects);
    }

    @Override
    public List<AvailabilityZone> availabilityZones() {
        return required(ServiceJson.read(
                                clients.nova().get("/os-availability-zone", novaVersion.get()),
                                ResourceDtos.Zones.class)
                        .zones())
                .stream()
                .filter(ResourceDtos.ZoneBody::isAvailable)
                .map(zone -> new AvailabilityZone(required(zone.name())))
                .toList();
    }

    @Override
    public List<ServerGroup> serverGroups() {
        return required(ServiceJson.read(
                                clients.nova()
                                        .get(
                                                "/os-server-groups" + (allProjects ? "?all_projects=true" : ""),
                                                novaVersion.get()),
                                ResourceDtos.ServerGroups.class)
                        .groups())
                .stream()
                .filter(group -> isOwn(group.projectId()))
                .map(group -> new ServerGroup(required(group.id()), orEmpty(group.name()), orEmpty(group.policy())))
                .toList();
    }

    @Override
    public List<Quota> quotas(Quota.Service service) {
        return new ProjectQuotaReader(clients, project, allProjects, novaVersion).load(service);
    }

    private boolean isOwn(@Nullable String projectId) {
        return project.value().equals(projectId);
    }

    private static <T> T required(@Nullable T value) {
        return ServerMapper.required(value);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
