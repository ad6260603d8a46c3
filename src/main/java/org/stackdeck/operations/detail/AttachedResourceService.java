package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.AttachedResources;

/**
 * Loads the resources that are attached to a server. Each method can send requests to the cloud and block, returns
 * empty if the caller cannot see the server, and throws {@link org.stackdeck.cloud.CloudException} if a request fails.
 */
public interface AttachedResourceService {

    /**
     * Returns the network details from the lists that all users share, even for soft-deleted servers. Rules contain the
     * names of the server's own security groups, and the IDs of others.
     */
    Optional<NetworkDetails> network(Caller caller, ServerKey server);

    Optional<List<Volume>> volumes(Caller caller, ServerKey server);

    /**
     * Returns the attached volumes that are deleted or retained when the server is deleted. For a soft-deleted server,
     * this applies to its final deletion.
     */
    Optional<VolumesAtDeletion> volumesAtDeletion(Caller caller, ServerKey server);

    /** Effect of a server's deletion on its volumes. */
    sealed interface VolumesAtDeletion {

        /**
         * The caller is not permitted to see the server's volumes. Some of these volumes may be deleted with the
         * server.
         */
        record Hidden() implements VolumesAtDeletion {}

        /** @param retainedVolumes volumes that are retained in the project and become available */
        record Known(List<AttachedVolume> deletedVolumes, List<AttachedVolume> retainedVolumes)
                implements VolumesAtDeletion {
            public Known {
                deletedVolumes = List.copyOf(deletedVolumes);
                retainedVolumes = List.copyOf(retainedVolumes);
            }
        }
    }

    sealed interface AttachedVolume {

        /** @param volume as Cinder lists it in the server's project */
        record Listed(Volume volume) implements AttachedVolume {}

        /** A volume that Cinder does not list in the server's project. Only its ID is known. */
        record Unlisted(String id) implements AttachedVolume {}
    }

    /**
     * @param floatingIps floating IP addresses associated with one of the ports
     * @param securityGroups security groups of the ports
     */
    record NetworkDetails(List<Port> ports, List<FloatingIp> floatingIps, List<SecurityGroup> securityGroups) {
        public NetworkDetails {
            ports = List.copyOf(ports);
            floatingIps = List.copyOf(floatingIps);
            securityGroups = List.copyOf(securityGroups);
        }

        /** Kinds from which the details are created. */
        public static final Set<ResourceKind> KINDS =
                Set.of(ResourceKind.PORT, ResourceKind.NETWORK, ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP);

        /**
         * Returns the details; empty if one of the {@link #KINDS} is unknown.
         *
         * @param groupName returns the name of a security group of another server, to which a rule refers; empty to
         *     keep the ID
         */
        public static Optional<NetworkDetails> of(
                AttachedResources attached, Function<String, Optional<String>> groupName) {
            if (!attached.byKind().keySet().containsAll(KINDS)) {
                return Optional.empty();
            }
            Map<String, String> networks = names(attached, ResourceKind.NETWORK);
            Map<String, String> groups = names(attached, ResourceKind.SECURITY_GROUP);
            Function<String, @Nullable String> remoteName = id -> Optional.ofNullable(groups.get(id))
                    .or(() -> groupName.apply(id))
                    .orElse(null);
            return Optional.of(new NetworkDetails(
                    resources(attached, ResourceKind.PORT, port -> toPort(port, networks)),
                    resources(
                            attached,
                            ResourceKind.FLOATING_IP,
                            ip -> new FloatingIp(
                                    ip.id(), ip.name(), ip.text("port").orElse(null))),
                    resources(attached, ResourceKind.SECURITY_GROUP, group -> toSecurityGroup(group, remoteName))));
        }

        private static <T> List<T> resources(
                AttachedResources attached, ResourceKind kind, Function<CloudResource, T> conversion) {
            return attached.find(kind).orElseThrow().stream().map(conversion).toList();
        }

        private static Map<String, String> names(AttachedResources attached, ResourceKind kind) {
            return attached.find(kind).orElseThrow().stream()
                    .collect(Collectors.toMap(CloudResource::id, CloudResource::displayName));
        }

        private static Port toPort(CloudResource port, Map<String, String> networks) {
            String network = port.text("network").orElse("");
            return new Port(
                    port.id(),
                    port.text("macAddress").orElse(""),
                    networks.getOrDefault(network, network),
                    port.texts("fixedIps"),
                    port.texts("securityGroups"),
                    port.text("portSecurityEnabled").filter("false"::equals).isEmpty());
        }

        private static SecurityGroup toSecurityGroup(
                CloudResource group, Function<String, @Nullable String> remoteName) {
            return new SecurityGroup(
                    group.id(),
                    group.name(),
                    group.text("description").orElse(null),
                    group.texts("rules").stream()
                            .flatMap(rule -> SecurityRule.parse(rule).stream())
                            .map(rule -> rule.withRemoteName(remoteName))
                            .toList());
        }
    }
}
