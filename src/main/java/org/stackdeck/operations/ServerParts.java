package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.Volume;
import org.stackdeck.identity.Caller;

/**
 * Loads resources of a server that Nova's server list does not contain. Each method sends requests to the cloud and
 * blocks. It returns empty if the caller may not see the server, and throws {@link org.stackdeck.cloud.CloudException}
 * if a request fails.
 */
public interface ServerParts {

    /** Includes soft-deleted servers. */
    Optional<Network> network(Caller caller, ServerKey server);

    /** The attached volumes. */
    Optional<List<Volume>> volumes(Caller caller, ServerKey server);

    /**
     * The attached volumes that are deleted or retained with the server. For a soft-deleted server, at its final
     * deletion.
     */
    Optional<AtDeletion> volumesAtDeletion(Caller caller, ServerKey server);

    /** Effect of a server's deletion on its volumes. */
    sealed interface AtDeletion {

        /** The caller may not see the server's volumes. Some may be deleted with the server. */
        record Untold() implements AtDeletion {}

        /**
         * @param going volumes that are deleted with the server
         * @param staying volumes that are retained in the project and become available
         */
        record Told(List<Attached> going, List<Attached> staying) implements AtDeletion {
            public Told {
                going = List.copyOf(going);
                staying = List.copyOf(staying);
            }
        }
    }

    /** A volume attached to a server. */
    sealed interface Attached {

        /** @param volume as Cinder lists it in the server's project */
        record Listed(Volume volume) implements Attached {}

        /** A volume that Cinder does not list in the project, so that only its id is known. */
        record Unlisted(String id) implements Attached {}
    }

    /**
     * Network details of a server.
     *
     * @param floatingIps that are associated with one of the ports
     * @param securityGroups of the ports
     */
    record Network(List<Port> ports, List<FloatingIp> floatingIps, List<SecurityGroup> securityGroups) {
        public Network {
            ports = List.copyOf(ports);
            floatingIps = List.copyOf(floatingIps);
            securityGroups = List.copyOf(securityGroups);
        }
    }
}
