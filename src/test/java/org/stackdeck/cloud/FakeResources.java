package org.stackdeck.cloud;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's resources in memory. */
public class FakeResources implements ProjectResources {

    private final List<Choice> all = new ArrayList<>();
    private @Nullable CloudException failure;

    public synchronized void have(Choice... things) {
        all.addAll(List.of(things));
    }

    public synchronized void clear() {
        all.clear();
        failure = null;
    }

    /** Each question fails so until {@link #clear}. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public List<OfferedFlavor> flavors() {
        return of(OfferedFlavor.class);
    }

    @Override
    public List<OfferedImage> images() {
        return of(OfferedImage.class);
    }

    @Override
    public List<Volume> volumes() {
        return of(Volume.class);
    }

    @Override
    public List<Network> networks() {
        return of(Network.class);
    }

    @Override
    public List<SecurityGroup> securityGroups() {
        return of(SecurityGroup.class);
    }

    @Override
    public List<FloatingIp> floatingIps() {
        return of(FloatingIp.class);
    }

    @Override
    public List<Port> ports(ServerId server) {
        return of(Port.class);
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return of(VolumeSnapshot.class);
    }

    @Override
    public List<Port> freePorts() {
        return of(Port.class);
    }

    @Override
    public List<AvailabilityZone> availabilityZones() {
        return of(AvailabilityZone.class);
    }

    @Override
    public List<ServerGroup> serverGroups() {
        return of(ServerGroup.class);
    }

    private synchronized <T> List<T> of(Class<T> kind) {
        if (failure != null) {
            throw failure;
        }
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
