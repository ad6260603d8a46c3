package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.identity.Caller;

/**
 * Loads the resources that are attached to a server. Each method sends requests to the cloud and blocks, returns empty
 * if the caller cannot see the server, and throws {@link org.stackdeck.cloud.CloudException} if a request fails.
 */
public interface AttachedResourceService {

    /** Returns the network details, even for soft-deleted servers. */
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
    }
}
