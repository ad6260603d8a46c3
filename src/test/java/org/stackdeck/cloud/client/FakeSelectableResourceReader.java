package org.stackdeck.cloud.client;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;

/** Resources and quotas of a project in memory. */
public class FakeSelectableResourceReader implements SelectableResourceReader {

    private final List<SelectableResource> all = new ArrayList<>();
    private final Map<ServerId, List<Port>> serverPorts = new HashMap<>();
    private final Map<Quota.Service, List<Quota>> quotas = new EnumMap<>(Quota.Service.class);
    private final Map<Quota.Service, CloudException> failingServices = new EnumMap<>(Quota.Service.class);
    private @Nullable CloudException failure;
    private int quotaRequests;
    private int freePortRequests;
    private Runnable duringRead = () -> {};
    private final Map<Class<?>, CloudException> failingKinds = new HashMap<>();

    /** Sets a task that runs within each read of resources, but not of quotas, until {@link #clear}. */
    public synchronized void duringRead(Runnable what) {
        duringRead = what;
    }

    /** Adds resources. Ports among them are free. */
    public synchronized void add(SelectableResource... things) {
        all.addAll(List.of(things));
    }

    /** Adds a port that the server uses. */
    public synchronized void addPort(ServerId server, Port port) {
        serverPorts.computeIfAbsent(server, _ -> new ArrayList<>()).add(port);
    }

    public synchronized void removeAll(Class<? extends SelectableResource> kind) {
        all.removeIf(kind::isInstance);
    }

    /** Replaces the quotas of each service to which at least one of these quotas belongs. */
    public synchronized void add(Quota... some) {
        for (Quota.Service service : Quota.Service.values()) {
            List<Quota> its = Stream.of(some)
                    .filter(quota -> quota.resource().service() == service)
                    .toList();
            if (!its.isEmpty()) {
                quotas.put(service, its);
            }
        }
    }

    /** Makes quota requests to the service fail until {@link #clear}. */
    public synchronized void fail(Quota.Service service, CloudException how) {
        failingServices.put(service, how);
    }

    /** Returns the number of quota requests since the last {@link #clear}. */
    public synchronized int quotaRequests() {
        return quotaRequests;
    }

    /** Returns the number of requests for free ports. */
    public synchronized int freePortRequests() {
        return freePortRequests;
    }

    public synchronized void clear() {
        quotaRequests = 0;
        duringRead = () -> {};
        all.clear();
        serverPorts.clear();
        quotas.clear();
        failingServices.clear();
        failingKinds.clear();
        failure = null;
    }

    /** Makes each request fail until {@link #clear}. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    /**
     * Makes requests for this kind fail until {@link #clear}.
     *
     * @param how null for success
     */
    public synchronized void fail(Class<? extends SelectableResource> kind, @Nullable CloudException how) {
        if (how == null) {
            failingKinds.remove(kind);
        } else {
            failingKinds.put(kind, how);
        }
    }

    @Override
    public List<AvailableFlavor> flavors() {
        return of(AvailableFlavor.class);
    }

    @Override
    public List<AvailableImage> images() {
        return of(AvailableImage.class);
    }

    @Override
    public Optional<AvailableImage> findImage(String id) {
        return images().stream().filter(image -> image.id().equals(id)).findFirst();
    }

    @Override
    public Optional<AvailableImage> findImageForVolume(String id) {
        return findImage(id);
    }

    @Override
    public Optional<Volume> findVolume(String id) {
        return volumes().stream().filter(volume -> volume.id().equals(id)).findFirst();
    }

    @Override
    public Optional<VolumeSnapshot> findVolumeSnapshot(String id) {
        return volumeSnapshots().stream()
                .filter(snapshot -> snapshot.id().equals(id))
                .findFirst();
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
    public synchronized List<Port> ports(ServerId server) {
        checkFailure(Port.class);
        return List.copyOf(serverPorts.getOrDefault(server, List.of()));
    }

    @Override
    public List<VolumeSnapshot> volumeSnapshots() {
        return of(VolumeSnapshot.class);
    }

    @Override
    public synchronized List<Port> freePorts() {
        freePortRequests++;
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

    @Override
    public synchronized List<Quota> quotas(Quota.Service service) {
        quotaRequests++;
        CloudException how = failingServices.getOrDefault(service, failure);
        if (how != null) {
            throw how;
        }
        return quotas.getOrDefault(service, List.of());
    }

    private synchronized <T> List<T> of(Class<T> kind) {
        checkFailure(kind);
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void checkFailure(Class<?> kind) {
        duringRead.run();
        CloudException how = failingKinds.getOrDefault(kind, failure);
        if (how != null) {
            throw how;
        }
    }
}
