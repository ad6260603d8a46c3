package org.stackdeck.ui.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.Volume;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.operations.ServerParts.Network;
import org.stackdeck.ui.ViewModel;

/**
 * Data of a server to copy that Nova's server list does not contain.
 *
 * @param network null if unknown
 * @param root the boot volume; null if there is none or it is unknown
 */
@ViewModel
record Likeness(
        Server server, @Nullable Network network, @Nullable Volume root) {

    private static final Logger LOG = LoggerFactory.getLogger(Likeness.class);

    /** Loads the data from the cloud; blocks. */
    static Likeness of(Server server, ServerParts parts, Caller caller) {
        Network network = told(() -> parts.network(caller, server.key())).orElse(null);
        List<Volume> bootable = server.image() != null
                ? List.of()
                : told(() -> parts.volumes(caller, server.key())).orElse(List.of()).stream()
                        .filter(Volume::bootable)
                        .toList();
        return new Likeness(server, network, bootable.size() == 1 ? bootable.getFirst() : null);
    }

    private static <T> Optional<T> told(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (CloudException e) {
            LOG.debug("Could not load the details of a server to copy: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
