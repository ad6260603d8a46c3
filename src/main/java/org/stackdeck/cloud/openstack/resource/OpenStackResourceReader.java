package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.image.ImageMemberId;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.resource.ResourceKind;

/** Reads resources of each kind from its service with one credential. */
final class OpenStackResourceReader {

    private final ProjectClients clients;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;
    private final ResourceAvailabilityCaches resourceAvailabilityCaches;

    /** @param allProjects whether to list the resources of all projects */
    OpenStackResourceReader(
            ProjectClients clients,
            boolean allProjects,
            Supplier<Map<String, String>> novaVersion,
            ResourceAvailabilityCaches resourceAvailabilityCaches) {
        this.clients = clients;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
        this.resourceAvailabilityCaches = resourceAvailabilityCaches;
    }

    Optional<CloudResourceBuilder> find(ResourceKind kind, String id) {
        return switch (kind) {
            case IMAGE -> Optional.of(glance().get(id));
            case IMAGE_MEMBER -> ImageMemberId.parse(id).flatMap(imageMembers()::find);
            case VOLUME -> Optional.of(cinder().volume(id));
            case VOLUME_SNAPSHOT -> Optional.of(cinder().snapshot(id));
            case VOLUME_BACKUP -> Optional.of(cinder().backup(id));
            case VOLUME_TYPE -> Optional.of(volumeType(cinder().type(id)));
            case NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP, ADDRESS_GROUP ->
                Optional.of(new NeutronResourceReader(clients.neutron()).find(kind, id));
            case SERVER_GROUP -> Optional.of(nova().serverGroup(id));
            case FLAVOR -> Optional.of(flavor(nova().flavor(id)));
            case AVAILABILITY_ZONE ->
                nova().availabilityZones().stream()
                        .filter(zone -> zone.id().equals(id))
                        .findFirst();
        };
    }

    GlanceImageReader glance() {
        return new GlanceImageReader(clients.glance(), clients.project().id(), allProjects, resourceAvailabilityCaches);
    }

    private ImageMemberReader imageMembers() {
        return new ImageMemberReader(
                clients.glance(), clients.project().id(), allProjects, resourceAvailabilityCaches.images());
    }

    CinderResourceReader cinder() {
        return new CinderResourceReader(clients.cinder(), clients.project().id(), allProjects);
    }

    private NovaResourceReader nova() {
        return new NovaResourceReader(clients.nova(), novaVersion.get(), allProjects);
    }

    Stream<CloudResourceBuilder> list(ResourceKind kind) {
        return switch (kind) {
            case IMAGE -> glance().list().stream();
            case IMAGE_MEMBER -> imageMembers().list().stream();
            case VOLUME -> cinder().volumes().stream();
            case VOLUME_SNAPSHOT -> cinder().snapshots().stream();
            case VOLUME_BACKUP -> cinder().backups().stream();
            case VOLUME_TYPE -> cinder().types().stream().map(this::volumeType);
            case NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP, ADDRESS_GROUP ->
                new NeutronResourceReader(clients.neutron()).list(kind).stream();
            case SERVER_GROUP -> nova().serverGroups().stream();
            case FLAVOR -> nova().flavors().stream().map(this::flavor);
            case AVAILABILITY_ZONE -> nova().availabilityZones().stream();
        };
    }

    private CloudResourceBuilder flavor(NovaResourceDtos.OfferedFlavorBody flavor) {
        String id = ResponseFields.required(flavor.id());
        return unownedResource(id, flavor.name(), flavor.isPublic(), resourceAvailabilityCaches.flavors())
                .value("vcpus", flavor.vcpus())
                .value("ram", flavor.ram())
                .value("disk", flavor.disk())
                .value("ephemeral", flavor.ephemeral())
                .value("swap", flavor.swap())
                .value("public", flavor.isPublic());
    }

    private CloudResourceBuilder volumeType(CinderDtos.VolumeTypeBody type) {
        return unownedResource(
                        ResponseFields.required(type.id()),
                        type.name(),
                        type.isPublic(),
                        resourceAvailabilityCaches.volumeTypes())
                .value("description", type.description())
                .value("public", type.isPublic());
    }

    /**
     * Returns a resource that belongs to no project. Without an administrator's credential, Nova and Cinder list only
     * the resources that the credential's project can use.
     */
    private CloudResourceBuilder unownedResource(
            String id, @Nullable String name, boolean published, AllowedProjectsCache access) {
        return CloudResourceBuilder.of(id, null, name)
                .published(published)
                .sharedWith(
                        published
                                ? Set.of()
                                : allProjects
                                        ? access.projects(id)
                                        : Set.of(clients.project().id()));
    }
}
