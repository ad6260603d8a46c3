package org.stackdeck.ui.launch.form;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.AttachedResourceService.NetworkDetails;
import org.stackdeck.ui.ViewLogic;

/**
 * Server to copy, with details that Nova's server list does not contain.
 *
 * @param network null if unknown
 * @param root the boot volume; null if the server boots from an image, if several of its volumes are bootable, or if
 * the boot volume is unknown
 */
@ViewLogic
public record SimilarServerDetails(
        Server server,
        @Nullable NetworkDetails network,
        @Nullable Volume root) {

    private static final Logger LOG = LoggerFactory.getLogger(SimilarServerDetails.class);

    /**
     * Loads the details from the cloud and blocks until the cloud has responded. A detail that cannot be loaded is
     * unknown.
     */
    public static SimilarServerDetails load(
            Server server, AttachedResourceService attachedResourceService, Caller caller) {
        NetworkDetails networkDetails = loadOptional(() -> attachedResourceService.network(caller, server.key()))
                .orElse(null);
        List<Volume> bootable = server.image() != null
                ? List.of()
                : loadOptional(() -> attachedResourceService.volumes(caller, server.key())).orElse(List.of()).stream()
                        .filter(Volume::bootable)
                        .toList();
        return new SimilarServerDetails(server, networkDetails, bootable.size() == 1 ? bootable.getFirst() : null);
    }

    private static <T> Optional<T> loadOptional(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (CloudException e) {
            LOG.debug("Could not load the details of a server to copy: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
