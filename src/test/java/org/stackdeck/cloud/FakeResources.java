package org.stackdeck.cloud;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In-memory resources of a project. */
public class FakeResources implements ProjectResources {

    private final List<Choice> all = new ArrayList<>();
    private final Map<Quota.Service, List<Quota>> quotas = new EnumMap<>(Quota.Service.class);
    private final Map<Quota.Service, CloudException> silent = new EnumMap<>(Quota.Service.class);
    private @Nullable CloudException failure;
    private int quotaQuestions;
    private final Map<Class<?>, CloudException> untold = new HashMap<>();

    public synchronized void have(Choice... things) {
        all.addAll(List.of(things));
    }

    /** Replaces the quotas of the services of {@code some}. */
    public synchronized void have(Quota... some) {
        for (Quota.Service service : Quota.Service.values()) {
            List<Quota> its = Stream.of(some)
                    .filter(quota -> quota.resource().service() == service)
                    .toList();
            if (!its.isEmpty()) {
                quotas.put(service, its);
            }
        }
    }

    /** Lets quota requests to the service fail until {@link #clear}. */
    public synchronized void fail(Quota.Service service, CloudException how) {
        silent.put(service, how);
    }

    /** The number of quota requests. */
    public synchronized int quotaQuestions() {
        return quotaQuestions;
    }

    public synchronized void clear() {
        quotaQuestions = 0;
        all.clear();
        quotas.clear();
        silent.clear();
        untold.clear();
        failure = null;
    }

    /** Lets each request fail until {@link #clear}. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    /**
     * Lets requests for this kind fail until {@link #clear}.
     *
     * @param how null to let them succeed again
     */
    public synchronized void fail(Class<? extends Choice> kind, @Nullable CloudException how) {
        if (how == null) {
            untold.remove(kind);
        } else {
            untold.put(kind, how);
        }
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

    @Override
    public synchronized List<Quota> quotas(Quota.Service service) {
        quotaQuestions++;
        CloudException how = silent.getOrDefault(service, failure);
        if (how != null) {
            throw how;
        }
        return quotas.getOrDefault(service, List.of());
    }

    private synchronized <T> List<T> of(Class<T> kind) {
        CloudException how = untold.getOrDefault(kind, failure);
        if (how != null) {
            throw how;
        }
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
