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
 * What belongs to a server and is not in Nova's list of servers. Each question asks the cloud and blocks; it is empty if the
 * caller may know of no such server, and throws {@link org.stackdeck.cloud.CloudException} when the cloud does not tell.
 */
public interface ServerParts {

    /** Also of one that was deleted, as long as its cloud keeps it. */
    Optional<Network> network(Caller caller, ServerKey server);

    /** Those that are attached. */
    Optional<List<Volume>> volumes(Caller caller, ServerKey server);

    /**
     * What becomes of those that are attached when the server is deleted, or deleted for good, where its cloud keeps one
     * that was deleted.
     */
    Optional<AtDeletion> volumesAtDeletion(Caller caller, ServerKey server);

    /** What becomes of a server's volumes when it is deleted. */
    sealed interface AtDeletion {

        /** The caller has no right to the volumes of the server; some may go with it. */
        record Untold() implements AtDeletion {}

        /**
         * @param going are deleted with the server
         * @param staying are the project's, and free then
         */
        record Told(List<Attached> going, List<Attached> staying) implements AtDeletion {
            public Told {
                going = List.copyOf(going);
                staying = List.copyOf(staying);
            }
        }
    }

    /** A volume of a server, as far as it is known. */
    sealed interface Attached {

        /** @param volume as Cinder lists it in the server's project */
        record Listed(Volume volume) implements Attached {}

        /** Cinder's list of the project lacks it: it goes or stays all the same, and nothing else is known of it. */
        record Unlisted(String id) implements Attached {}
    }

    /**
     * How a server is reached.
     *
     * @param floatingIps those that lead to one of the ports
     * @param securityGroups those that one of the ports is in
     */
    record Network(List<Port> ports, List<FloatingIp> floatingIps, List<SecurityGroup> securityGroups) {
        public Network {
            ports = List.copyOf(ports);
            floatingIps = List.copyOf(floatingIps);
            securityGroups = List.copyOf(securityGroups);
        }
    }
}
