package org.stackdeck.cloud.openstack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.AvailabilityZone;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Network;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.ServerGroup;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;
import org.stackdeck.cloud.openstack.NeutronMessages.FloatingIpBody;
import org.stackdeck.cloud.openstack.NeutronMessages.NetworkBody;
import org.stackdeck.cloud.openstack.NeutronMessages.SecurityGroupBody;
import org.stackdeck.cloud.openstack.ResourceMessages.ImageBody;
import org.stackdeck.cloud.openstack.ResourceMessages.VolumeBody;

/**
 * Lists a project's resources with the APIs of Nova, Glance, Cinder and Neutron. An administrator's credential sees the
 * resources of all projects, and services differ in how they filter lists. Therefore every list is requested for the
 * project and filtered again.
 */
final class OpenStackResources implements ProjectResources {

    private static final int MOST_PAGES = 20;

    private final ProjectAccess access;
    private final ProjectId project;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;
    private final FlavorAccess flavorAccess;

    /** @param allProjects whether the credential sees the resources of all projects */
    OpenStackResources(
            ProjectAccess access,
            ProjectId project,
            boolean allProjects,
            Supplier<Map<String, String>> novaVersion,
            FlavorAccess flavorAccess) {
        this.flavorAccess = flavorAccess;
        this.access = access;
        this.project = project;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
    }

    @Override
    public List<OfferedFlavor> flavors() {
        // By default, Nova returns to administrators the public flavors and those of the administrator's own project.
        String query = allProjects ? "?is_public=None" : "";
        return promised(Json.read(
                                access.nova().get("/flavors/detail" + query, novaVersion.get()),
                                ResourceMessages.Flavors.class)
                        .flavors())
                .stream()
                .filter(f -> !allProjects
                        || Boolean.TRUE.equals(f.everyones())
                        || flavorAccess.open(promised(f.id()), project))
                .map(f -> new OfferedFlavor(promised(f.id()), orEmpty(f.name()), f.vcpus(), f.ram(), f.disk()))
                .toList();
    }

    @Override
    public List<OfferedImage> images() {
        List<OfferedImage> found = new ArrayList<>();
        String next = "/v2/images?status=active&limit=200";
        for (int page = 0; next != null && page < MOST_PAGES; page++) {
            var images = Json.read(access.glance().get(next, Map.of()), ResourceMessages.Images.class);
            promised(images.images()).stream()
                    .filter(this::usable)
                    .map(i -> new OfferedImage(promised(i.id()), orEmpty(i.name()), i.minDisk(), i.minRam(), i.size()))
                    .forEach(found::add);
            next = images.next();
        }
        return List.copyOf(found);
    }

    /** Excludes private images of other projects, which an administrator's credential sees. */
    private boolean usable(ImageBody image) {
        return "active".equals(image.status())
                && (own(image.owner())
                        || switch (orEmpty(image.visibility())) {
                            case "public", "community" -> true;
                            case "shared" -> !allProjects || sharedWithProject(promised(image.id()));
                            default -> false;
                        });
    }

    /**
     * A snapshot taken with an administrator's credential belongs to the administrator's project and is shared with the
     * project of the server.
     */
    private boolean sharedWithProject(String image) {
        var members = Json.read(
                access.glance().get("/v2/images/" + image + "/members", Map.of()), ResourceMessages.Members.class);
        return promised(members.members()).stream().anyMatch(member -> own(member.projectId()));
    }

    @Override
    public List<Volume> volumes() {
        String query = allProjects ? "?all_tenants=1&project_id=" + project : "";
        return promised(Json.read(
                                access.cinder().get("/volumes/detail" + query, Map.of()),
                                ResourceMessages.Volumes.class)
                        .volumes())
                .stream()
                .filter(v -> own(v.projectId()))
                .map(OpenStackResources::volume)
                .toList();
    }

    private static Volume volume(VolumeBody volume) {
        List<ServerId> servers = volume.attachments() == null
                ? List.of()
                : volume.attachments().stream()
                        .map(ResourceMessages.AttachmentBody::serverId)
                        .filter(Objects::nonNull)
                        .map(ServerId::new)
                        .toList();
        return new Volume(
                promised(volume.id()),
                orEmpty(volume.name()),
                orEmpty(volume.status()),
                volume.size(),
                "true".equals(volume.bootable()),
                servers,
                volume.image() == null ? null : volume.image().id());
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        String query = allProjects ? "?all_tenants=1&project_id=" + project : "";
        return promised(Json.read(
                                access.cinder().get("/snapshots/detail" + query, Map.of()),
                                ResourceMessages.Snapshots.class)
                        .snapshots())
                .stream()
                .filter(s -> "available".equals(s.status()) && own(s.projectId()))
                .map(s -> new VolumeSnapshot(promised(s.id()), orEmpty(s.name()), s.size()))
                .toList();
    }

    @Override
    public List<Network> networks() {
        return reachable().stream()
                .filter(network -> !network.external())
                .map(network -> new Network(promised(network.id()), orEmpty(network.name())))
                .toList();
    }

    private List<NetworkBody> reachable() {
        Predicate<NetworkBody> shared = allProjects ? sharedWithProject() : NetworkBody::shared;
        return promised(Json.read(access.neutron().get("/v2.0/networks", Map.of()), NeutronMessages.Networks.class)
                        .networks())
                .stream()
                .filter(network -> own(network.projectId()) || shared.test(network))
                .toList();
    }

    /**
     * Neutron's "shared" refers to the credential's own project. If the RBAC policies cannot be read, this value is
     * used.
     */
    private Predicate<NetworkBody> sharedWithProject() {
        try {
            Set<String> ids = promised(Json.read(
                                    access.neutron()
                                            .get(
                                                    "/v2.0/rbac-policies?object_type=network&action=access_as_shared",
                                                    Map.of()),
                                    NeutronMessages.Policies.class)
                            .policies())
                    .stream()
                    .filter(policy -> "*".equals(policy.target()) || own(policy.target()))
                    .map(policy -> promised(policy.objectId()))
                    .collect(Collectors.toSet());
            return network -> ids.contains(orEmpty(network.id()));
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN || e.category() == Category.NOT_FOUND) {
                return NetworkBody::shared;
            }
            throw e;
        }
    }

    @Override
    public List<SecurityGroup> securityGroups() {
        List<SecurityGroupBody> groups = promised(Json.read(
                        access.neutron().get("/v2.0/security-groups?project_id=" + project, Map.of()),
                        NeutronMessages.SecurityGroups.class)
                .groups());
        Map<String, String> names = new HashMap<>();
        groups.forEach(group -> names.put(promised(group.id()), orEmpty(group.name())));
        return groups.stream()
                .filter(group -> own(group.projectId()))
                .map(group -> new SecurityGroup(
                        promised(group.id()),
                        orEmpty(group.name()),
                        group.description(),
                        group.rules() == null
                                ? List.of()
                                : group.rules().stream()
                                        .map(rule -> rule(rule, names))
                                        .toList()))
                .toList();
    }

    private static SecurityGroup.Rule rule(NeutronMessages.RuleBody rule, Map<String, String> names) {
        String group = rule.groupId() == null ? null : names.getOrDefault(rule.groupId(), rule.groupId());
        return new SecurityGroup.Rule(
                "ingress".equals(rule.direction()),
                orEmpty(rule.etherType()),
                rule.protocol(),
                rule.from(),
                rule.to(),
                rule.prefix() == null ? group : rule.prefix());
    }

    @Override
    public List<FloatingIp> floatingIps() {
        List<FloatingIpBody> found = promised(Json.read(
                        access.neutron().get("/v2.0/floatingips?project_id=" + project, Map.of()),
                        NeutronMessages.FloatingIps.class)
                .floatingIps());
        return found.stream()
                .filter(one -> own(one.projectId()))
                .map(one -> new FloatingIp(promised(one.id()), promised(one.ip()), one.portId()))
                .toList();
    }

    @Override
    public List<Port> ports(ServerId server) {
        return named(new ServerPorts(access.neutron()).of(server.value()));
    }

    @Override
    public List<Port> freePorts() {
        return named(new ServerPorts(access.neutron()).free(project));
    }

    private List<Port> named(List<NeutronMessages.PortBody> ports) {
        Map<String, String> names = new HashMap<>();
        reachable().forEach(network -> names.put(promised(network.id()), orEmpty(network.name())));
        return ports.stream()
                .map(port -> new Port(
                        promised(port.id()),
                        orEmpty(port.mac()),
                        names.getOrDefault(orEmpty(port.networkId()), orEmpty(port.networkId())),
                        port.ips(),
                        port.groups()))
                .toList();
    }

    @Override
    public List<AvailabilityZone> availabilityZones() {
        return promised(Json.read(
                                access.nova().get("/os-availability-zone", novaVersion.get()),
                                ResourceMessages.Zones.class)
                        .zones())
                .stream()
                .filter(zone -> zone.state() != null && zone.state().available())
                .map(zone -> new AvailabilityZone(promised(zone.name())))
                .toList();
    }

    @Override
    public List<ServerGroup> serverGroups() {
        return promised(Json.read(
                                access.nova()
                                        .get(
                                                "/os-server-groups" + (allProjects ? "?all_projects=true" : ""),
                                                novaVersion.get()),
                                ResourceMessages.ServerGroups.class)
                        .groups())
                .stream()
                .filter(group -> own(group.projectId()))
                .map(group -> new ServerGroup(promised(group.id()), orEmpty(group.name()), orEmpty(group.policy())))
                .toList();
    }

    @Override
    public List<Quota> quotas(Quota.Service service) {
        return new ProjectQuotas(access, project, allProjects, novaVersion).of(service);
    }

    private boolean own(@Nullable String projectId) {
        return project.value().equals(projectId);
    }

    private static <T> T promised(@Nullable T value) {
        return ServerMapper.promised(value);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
