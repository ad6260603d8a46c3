package org.stackdeck.operations.lookup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.VolumeAttachment;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.availability.ImageUseAuthorizer;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;

/** Loads the resources of a server from Nova, Neutron and Cinder, for users who may see the server. */
@Component
class CloudAttachedResourceService implements AttachedResourceService {

    private final VisibleServerRequestExecutor visibleServerRequestExecutor;
    private final SoftDeletedServerLookup deleted;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final ResourceInventory resourceInventory;
    private final CloudRequestRateLimiter limiter;

    CloudAttachedResourceService(
            VisibleServerRequestExecutor visibleServerRequestExecutor,
            SoftDeletedServerLookup deleted,
            AccessDecisionService accessDecisionService,
            Clouds clouds,
            ResourceInventory resourceInventory,
            CloudRequestRateLimiter limiter) {
        this.visibleServerRequestExecutor = visibleServerRequestExecutor;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
        this.limiter = limiter;
    }

    @Override
    public Optional<NetworkDetails> network(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.read(caller, findVisibleOrSoftDeleted(caller, key), server -> {
            AttachedResources attached = resourceInventory.loadAttached(server, NetworkDetails.KINDS);
            return NetworkDetails.of(attached, _ -> Optional.empty()).orElseThrow(() -> unknown(attached.problem()));
        });
    }

    private static CloudException unknown(Freshness.@Nullable Problem problem) {
        return problem == null
                ? new CloudException(CloudException.Category.TIMEOUT, "Neutron has not responded yet")
                : new CloudException(problem.category(), problem.message());
    }

    @Override
    public Optional<List<Volume>> volumes(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.read(
                caller,
                key,
                server -> callLimited(
                        caller,
                        () -> resources(server).volumes().stream()
                                .filter(volume -> volume.attachedServers().contains(server.id()))
                                .toList()));
    }

    @Override
    public Optional<VolumesAtDeletion> volumesAtDeletion(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.read(caller, findVisibleOrSoftDeleted(caller, key), server -> {
            if (!mayUseVolumes(accessDecisionService.subject(caller.userId()), server)) {
                return new VolumesAtDeletion.Hidden();
            }
            VolumesAtDeletion loaded = callLimited(caller, () -> loadVolumesAtDeletion(server));
            return mayUseVolumes(accessDecisionService.loadSubject(caller.userId()), server)
                    ? loaded
                    : new VolumesAtDeletion.Hidden();
        });
    }

    private boolean mayUseVolumes(Subject subject, Server server) {
        return ImageUseAuthorizer.mayUseVolumes(accessDecisionService.permissions(subject), server);
    }

    private <T> T callLimited(Caller caller, Supplier<T> request) {
        return limiter.call(caller.userId(), CloudRequestRateLimiter.Budget.LISTS, request);
    }

    private VolumesAtDeletion loadVolumesAtDeletion(Server server) {
        List<VolumeAttachment> attached =
                clouds.requireCompute(server.cloud(), server.project().id()).volumeAttachments(server.id());
        if (attached.isEmpty()) {
            return new VolumesAtDeletion.Known(List.of(), List.of());
        }
        List<Volume> all = resources(server).volumes();
        return new VolumesAtDeletion.Known(attachedVolumes(attached, true, all), attachedVolumes(attached, false, all));
    }

    /**
     * Returns the volumes that are deleted with the server, or the other volumes if {@code going} is false. Volumes
     * that Cinder lists come first.
     */
    private static List<AttachedVolume> attachedVolumes(
            List<VolumeAttachment> attached, boolean going, List<Volume> all) {
        Set<String> ids = attached.stream()
                .filter(volumeAttachment -> volumeAttachment.deletedWithServer() == going)
                .map(VolumeAttachment::volume)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Volume> listed =
                all.stream().filter(volume -> ids.contains(volume.id())).toList();
        listed.forEach(volume -> ids.remove(volume.id()));
        return Stream.<AttachedVolume>concat(
                        listed.stream().map(AttachedVolume.Listed::new),
                        ids.stream().map(AttachedVolume.Unlisted::new))
                .toList();
    }

    /**
     * Finds soft-deleted servers too, because Nova and Neutron retain their resources (nova.compute.manager, {@code
     * soft_delete_instance}).
     */
    private Optional<Server> findVisibleOrSoftDeleted(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.find(caller, key).or(() -> deleted.find(caller, key));
    }

    private SelectableResourceReader resources(Server server) {
        return clouds.requireResources(server.cloud(), server.project().id());
    }
}
