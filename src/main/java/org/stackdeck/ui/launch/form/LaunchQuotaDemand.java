package org.stackdeck.ui.launch.form;

import java.util.EnumMap;
import java.util.Map;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.ui.ViewLogic;

/** Amount that a launch adds to the usage of each quota. */
@ViewLogic
public record LaunchQuotaDemand(Map<Resource, Long> demand) {

    public LaunchQuotaDemand {
        demand = Map.copyOf(demand);
    }

    public static LaunchQuotaDemand of(LaunchDraft draft, int servers) {
        Map<Resource, Long> added = new EnumMap<>(Resource.class);
        added.put(Resource.INSTANCES, (long) servers);
        AvailableFlavor flavor = draft.flavor();
        added.put(Resource.CORES, flavor == null ? 0 : servers * perServer(flavor, Resource.CORES));
        added.put(Resource.RAM, flavor == null ? 0 : servers * perServer(flavor, Resource.RAM));
        if (draft.createsVolume()) {
            Integer gib = draft.rootVolumeGib();
            added.put(Resource.VOLUMES, (long) servers);
            added.put(Resource.GIGABYTES, gib == null ? 0 : (long) servers * gib);
        }
        // If no network is selected, Nova creates one port for each server on the only network.
        added.put(Resource.PORTS, (long) servers * Math.max(1, draft.networks().size()));
        return new LaunchQuotaDemand(added);
    }

    /**
     * Returns the number of vCPUs, or the RAM in MiB, that one server of the flavor uses; 0 for all other resources.
     */
    static long perServer(AvailableFlavor flavor, Resource resource) {
        return switch (resource) {
            case CORES -> flavor.vcpus();
            case RAM -> flavor.ramMib();
            default -> 0;
        };
    }

    public long get(Resource resource) {
        return demand.getOrDefault(resource, 0L);
    }

    public boolean fitsWithin(Iterable<Quota> quotas) {
        for (Quota quota : quotas) {
            long added = get(quota.resource());
            if (added > 0 && !quota.hasRoomFor(added)) {
                return false;
            }
        }
        return true;
    }
}
