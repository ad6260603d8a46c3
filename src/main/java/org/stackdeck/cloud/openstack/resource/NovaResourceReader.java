package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.PageReader;

/** Reads Nova's resources other than servers. */
final class NovaResourceReader {

    private final AuthenticatedServiceClient nova;
    private final Map<String, String> version;
    private final boolean allProjects;

    /**
     * @param version headers with the microversion
     * @param allProjects whether to list the resources of all projects
     */
    NovaResourceReader(AuthenticatedServiceClient nova, Map<String, String> version, boolean allProjects) {
        this.nova = nova;
        this.version = version;
        this.allProjects = allProjects;
    }

    List<CloudResourceBuilder> serverGroups() {
        return PageReader.byOffset(nova, version)
                .readAll(
                        "/os-server-groups",
                        allProjects ? "&all_projects=true" : "",
                        NovaResourceDtos.ServerGroups.class,
                        NovaResourceReader::serverGroup,
                        CloudResourceBuilder::size);
    }

    CloudResourceBuilder serverGroup(String id) {
        return serverGroup(ServiceJson.readAt(
                nova.get("/os-server-groups/" + encodePathSegment(id), version),
                "/server_group",
                NovaResourceDtos.ServerGroupBody.class));
    }

    /**
     * Lists the flavors. By default, Nova returns only the public flavors and those of the project of the credential.
     */
    List<NovaResourceDtos.OfferedFlavorBody> flavors() {
        return PageReader.complete(nova, version)
                .readAll(
                        "/flavors/detail",
                        allProjects ? "&is_public=None" : "",
                        NovaResourceDtos.Flavors.class,
                        Function.identity(),
                        flavor -> CloudResourceBuilder.sizeOf(String.valueOf(flavor.name())));
    }

    NovaResourceDtos.OfferedFlavorBody flavor(String id) {
        return ServiceJson.readAt(
                nova.get("/flavors/" + encodePathSegment(id), version),
                "/flavor",
                NovaResourceDtos.OfferedFlavorBody.class);
    }

    List<CloudResourceBuilder> availabilityZones() {
        return zones().stream()
                .map(zone -> CloudResourceBuilder.of(required(zone.name()), null, zone.name())
                        .published(true)
                        .value("status", zone.isAvailable() ? "available" : "unavailable"))
                .toList();
    }

    List<NovaResourceDtos.ZoneBody> zones() {
        return ServiceJson.readListAt(
                nova.get("/os-availability-zone", version), "/availabilityZoneInfo", NovaResourceDtos.ZoneBody.class);
    }

    private static CloudResourceBuilder serverGroup(NovaResourceDtos.ServerGroupBody group) {
        return CloudResourceBuilder.of(required(group.id()), group.projectId(), group.name())
                .value("policy", group.policy())
                .value("servers", group.members());
    }
}
