package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.Volume;
import org.stackdeck.identity.Caller;

/** Returns the same resources for all servers and users. */
public class FakeServerParts implements ServerParts {

    private Network network = new Network(List.of(), List.of(), List.of());
    private List<Volume> volumes = List.of();
    private @Nullable CloudException failure;
    private @Nullable Set<String> going = Set.of();
    private int questions;

    public synchronized void have(Network some) {
        network = some;
        failure = null;
    }

    public synchronized void have(Volume... some) {
        volumes = List.of(some);
        failure = null;
    }

    /** Fails all calls until resources are set. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    public synchronized int questions() {
        return questions;
    }

    @Override
    public synchronized Optional<Network> network(Caller caller, ServerKey server) {
        asked();
        return Optional.of(network);
    }

    @Override
    public synchronized Optional<List<Volume>> volumes(Caller caller, ServerKey server) {
        asked();
        return Optional.of(volumes);
    }

    /** Volumes that are deleted with the server; the others are retained. Null hides all. */
    public synchronized void goes(@Nullable Set<String> ids) {
        going = ids;
    }

    @Override
    public synchronized Optional<AtDeletion> volumesAtDeletion(Caller caller, ServerKey server) {
        asked();
        Set<String> ids = going;
        return Optional.of(
                ids == null
                        ? new AtDeletion.Untold()
                        : new AtDeletion.Told(
                                listed(volume -> ids.contains(volume.id())),
                                listed(volume -> !ids.contains(volume.id()))));
    }

    private List<Attached> listed(Predicate<Volume> wanted) {
        return volumes.stream()
                .filter(wanted)
                .<Attached>map(Attached.Listed::new)
                .toList();
    }

    private void asked() {
        questions++;
        if (failure != null) {
            throw failure;
        }
    }
}
