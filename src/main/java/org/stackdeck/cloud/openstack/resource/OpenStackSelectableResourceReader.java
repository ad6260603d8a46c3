package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ResponseFields.orEmpty;
import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.quota.ProjectQuotaReader;
import org.stackdeck.cloud.openstack.resource.CinderDtos.VolumeBody;
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
 * Lists a project's resources with the APIs of Nova, Glance, Cinder and Neutron. An administrator's credential has
 * access to the resources of all projects, and services differ in how they filter lists. Therefore, lists are requested
 * for the project where possible, and filtered again.
 */
public final class OpenStackSelectableResourceReader implements SelectableResourceReader {

    private final ProjectClients clients;
    private final ProjectId project;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;
    private final ResourceAvailabilityCaches resourceAvailabilityCaches;

    /** @param allProjects whether the credential has access to the resources of all projects */
    public OpenStackSelectableResourceReader(
            ProjectClients clients,
            ProjectId project,
            boolean allProjects,
            Supplier<Map<String, String>> novaVersion,
            ResourceAvailabilityCaches resourceAvailabilityCaches) {
        this.resourceAvailabilityCaches = resourceAvailabilityCaches;
        this.clients = clients;
        this.project = project;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
    }

    @Override
    public List<AvailableFlavor> flavors() {
        return nova().flavors().stream()
                .filter(f -> !allProjects
                        || f.isPublic()
                        || resourceAvailabilityCaches.flavors().hasAccess(required(f.id()), project))
                .map(f -> new AvailableFlavor(required(f.id()), orEmpty(f.name()), f.vcpus(), f.ram(), f.disk()))
                .toList();
    }

    @Override
    public List<AvailableImage> images() {
        return imageReader().list();
    }

    @Override
    public Optional<AvailableImage> findImage(String id) {
        return imageReader().find(id);
    }

    @Override
    public Optional<AvailableImage> findImageForVolume(String id) {
        return imageReader().findForVolume(id);
    }

    private AvailableImageReader imageReader() {
        return new AvailableImageReader(clients, project, allProjects, resourceAvailabilityCaches);
    }

    @Override
    public List<Volume> volumes() {
        return PageReader.skipping(clients.cinder())
                .readAll(
                        "/volumes/detail",
                        allProjects ? "&all_tenants=1&project_id=" + project : "",
                        CinderDtos.Volumes.class,
                        volume -> isOwn(volume.projectId()) ? volume(volume) : null,
                        volume -> CloudResourceBuilder.sizeOf(volume.name()));
    }

    @Override
    public Optional<Volume> findVolume(String id) {
        return findVolumeBody(id).map(this::volume);
    }

    private Optional<VolumeBody> findVolumeBody(String id) {
        return ServiceJson.findWith(() -> ServiceJson.readAt(
                        clients.cinder().get("/volumes/" + encodePathSegment(id), Map.of()),
                        "/volume",
                        VolumeBody.class))
                .filter(volume -> isOwn(volume.projectId()));
    }

    private Volume volume(VolumeBody volume) {
        return new Volume(
                required(volume.id()),
                orEmpty(volume.name()),
                orEmpty(volume.status()),
                volume.size(),
                "true".equals(volume.bootable()) && isBootAllowed(volume),
                volume.servers().stream()
                        .flatMap(id -> ServerId.parse(id).stream())
                        .toList(),
                volume.image() == null ? null : volume.image().id());
    }

    /**
     * Returns whether servers may boot from the volume. A volume has the properties of its image, which can refer to
     * other images. With an administrator's credential, Nova would use images of any project.
     */
    private boolean isBootAllowed(VolumeBody volume) {
        return !allProjects || volume.otherImages().isEmpty();
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return new CinderResourceReader(clients.cinder(), clients.project().id(), allProjects)
                .snapshots().stream()
                        .filter(snapshot -> isOwn(snapshot.project())
                                && "available".equals(snapshot.values().get("status")))
                        .map(snapshot -> new VolumeSnapshot(
                                snapshot.id(),
                                snapshot.name(),
                                snapshot.values().get("size") instanceof Long size ? size.intValue() : 0))
                        .toList();
    }

    /**
     * Also checks the snapshot's volume, because Nova uses the properties of the volume when a server boots from the
     * snapshot.
     */
    @Override
    public Optional<VolumeSnapshot> findVolumeSnapshot(String id) {
        return ServiceJson.findWith(() -> ServiceJson.readAt(
                        clients.cinder().get("/snapshots/" + encodePathSegment(id), Map.of()),
                        "/snapshot",
                        CinderDtos.SnapshotBody.class))
                .filter(snapshot -> "available".equals(snapshot.status()))
                .filter(snapshot -> findVolumeBody(required(snapshot.volume()))
                        .filter(this::isBootAllowed)
                        .filter(volume ->
                                isOwn(snapshot.project(clients.project().id(), volume.projectId())))
                        .isPresent())
                .map(snapshot ->
                        new VolumeSnapshot(required(snapshot.id()), orEmpty(snapshot.name()), snapshot.size()));
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

    private NeutronSelectableResourceReader neutron() {
        return new NeutronSelectableResourceReader(clients.neutron(), project, allProjects);
    }

    @Override
    public List<AvailabilityZone> availabilityZones() {
        return nova().zones().stream()
                .filter(NovaResourceDtos.ZoneBody::isAvailable)
                .map(zone -> new AvailabilityZone(required(zone.name())))
                .toList();
    }

    @Override
    public List<ServerGroup> serverGroups() {
        return nova().serverGroups().stream()
                .filter(group -> isOwn(group.project()))
                .map(group -> new ServerGroup(
                        group.id(), group.name(), String.valueOf(group.values().getOrDefault("policy", ""))))
                .toList();
    }

    private NovaResourceReader nova() {
        return new NovaResourceReader(clients.nova(), novaVersion.get(), allProjects);
    }

    @Override
    public List<Quota> quotas(Quota.Service service) {
        return new ProjectQuotaReader(clients, project, allProjects, novaVersion).load(service);
    }

    private boolean isOwn(@Nullable String projectId) {
        return project.value().equals(projectId);
    }
}
