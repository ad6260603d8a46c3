package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.identity.Caller;

/** Returns the same resources for all servers and users. */
public class FakeAttachedResourceService implements AttachedResourceService {

    private NetworkDetails networkDetails = new NetworkDetails(List.of(), List.of(), List.of());
    private List<Volume> volumes = List.of();
    private @Nullable CloudException failure;
    private @Nullable Set<String> going = Set.of();
    private int requestCount;

    public synchronized void setNetwork(NetworkDetails some) {
        networkDetails = some;
        failure = null;
    }

    public synchronized void have(Volume... some) {
        volumes = List.of(some);
        failure = null;
    }

    /** Makes all calls fail until networks or volumes are set. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    public synchronized int requestCount() {
        return requestCount;
    }

    @Override
    public synchronized Optional<NetworkDetails> network(Caller caller, ServerKey server) {
        countRequest();
        return Optional.of(networkDetails);
    }

    @Override
    public synchronized Optional<List<Volume>> volumes(Caller caller, ServerKey server) {
        countRequest();
        return Optional.of(volumes);
    }

    /** Sets the IDs of the volumes that are deleted with the server; other volumes are kept. Null hides all volumes. */
    public synchronized void setDeletedVolumes(@Nullable Set<String> ids) {
        going = ids;
    }

    @Override
    public synchronized Optional<VolumesAtDeletion> volumesAtDeletion(Caller caller, ServerKey server) {
        countRequest();
        Set<String> ids = going;
        return Optional.of(
                ids == null
                        ? new VolumesAtDeletion.Hidden()
                        : new VolumesAtDeletion.Known(
                                listed(volume -> ids.contains(volume.id())),
                                listed(volume -> !ids.contains(volume.id()))));
    }

    private List<AttachedVolume> listed(Predicate<Volume> wanted) {
        return volumes.stream()
                .filter(wanted)
                .<AttachedVolume>map(AttachedVolume.Listed::new)
                .toList();
    }

    private void countRequest() {
        requestCount++;
        if (failure != null) {
            throw failure;
        }
    }
}
