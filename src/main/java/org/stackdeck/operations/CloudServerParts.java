package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeAttachment;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Requests the resources from Nova, Neutron and Cinder, for users who may see the server. */
@Component
class CloudServerParts implements ServerParts {

    private final Inventory inventory;
    private final DeletedServers deleted;
    private final Access access;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;

    CloudServerParts(
            Inventory inventory,
            DeletedServers deleted,
            Access access,
            Clouds clouds,
            CloudRequestRateLimiter limiter) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.access = access;
        this.clouds = clouds;
        this.limiter = limiter;
    }

    @Override
    public Optional<Network> network(Caller caller, ServerKey key) {
        return visibleOrKept(caller, key)
                .map(server -> list(caller, () -> {
                    ProjectResources resources = resources(server);
                    List<Port> ports = resources.ports(server.id());
                    Set<String> ids = ports.stream().map(Port::id).collect(Collectors.toSet());
                    Set<String> groups = ports.stream()
                            .flatMap(port -> port.securityGroups().stream())
                            .collect(Collectors.toSet());
                    return new Network(
                            ports,
                            resources.floatingIps().stream()
                                    .filter(ip -> ip.portId() != null && ids.contains(ip.portId()))
                                    .toList(),
                            resources.securityGroups().stream()
                                    .filter(group -> groups.contains(group.id()))
                                    .toList());
                }));
    }

    @Override
    public Optional<List<Volume>> volumes(Caller caller, ServerKey key) {
        return visible(caller, key)
                .map(server -> list(
                        caller,
                        () -> resources(server).volumes().stream()
                                .filter(volume -> volume.attachedTo().contains(server.id()))
                                .toList()));
    }

    @Override
    public Optional<AtDeletion> volumesAtDeletion(Caller caller, ServerKey key) {
        return visibleOrKept(caller, key).map(server -> {
            Subject subject = access.subject(caller.userId());
            return access.decide(subject, Permission.SERVER_VOLUMES, ServerFacts.of(server))
                            .allowed()
                    ? list(caller, () -> told(server))
                    : new AtDeletion.Untold();
        });
    }

    private <T> T list(Caller caller, Supplier<T> request) {
        return limiter.call(caller.userId(), CloudRequestRateLimiter.Budget.LISTS, request);
    }

    private AtDeletion told(Server server) {
        List<VolumeAttachment> attached = clouds.compute(
                        server.cloud(), server.project().id())
                .orElseThrow(CloudServerParts::away)
                .volumes(server.id());
        if (attached.isEmpty()) {
            return new AtDeletion.Told(List.of(), List.of());
        }
        List<Volume> all = resources(server).volumes();
        return new AtDeletion.Told(of(attached, true, all), of(attached, false, all));
    }

    /** Lists the volumes that Cinder lists first. */
    private static List<Attached> of(List<VolumeAttachment> attached, boolean going, List<Volume> all) {
        Set<String> ids = attached.stream()
                .filter(one -> one.goesWithServer() == going)
                .map(VolumeAttachment::volume)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Volume> listed =
                all.stream().filter(volume -> ids.contains(volume.id())).toList();
        listed.forEach(volume -> ids.remove(volume.id()));
        return Stream.<Attached>concat(
                        listed.stream().map(Attached.Listed::new), ids.stream().map(Attached.Unlisted::new))
                .toList();
    }

    /**
     * Nova and Neutron retain a soft-deleted server's resources (nova.compute.manager, {@code soft_delete_instance}).
     */
    private Optional<Server> visibleOrKept(Caller caller, ServerKey key) {
        return visible(caller, key).or(() -> deleted.find(caller, key));
    }

    private Optional<Server> visible(Caller caller, ServerKey key) {
        return inventory
                .find(key)
                .filter(server -> access.maySee(access.subject(caller.userId()), ServerFacts.of(server)));
    }

    private ProjectResources resources(Server server) {
        return clouds.resources(server.cloud(), server.project().id()).orElseThrow(CloudServerParts::away);
    }

    private static CloudException away() {
        return new CloudException(CloudException.Category.UNAVAILABLE, "The cloud of this server is not available");
    }
}
