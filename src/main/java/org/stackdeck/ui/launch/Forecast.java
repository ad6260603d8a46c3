package org.stackdeck.ui.launch;

import java.util.EnumMap;
import java.util.Map;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.ui.ViewModel;

/** Additional quota usage of a launch, by resource. */
@ViewModel
record Forecast(Map<Resource, Long> added) {

    Forecast {
        added = Map.copyOf(added);
    }

    /** @param servers number of servers */
    static Forecast of(LaunchDraft draft, int servers) {
        Map<Resource, Long> added = new EnumMap<>(Resource.class);
        added.put(Resource.INSTANCES, (long) servers);
        OfferedFlavor flavor = draft.flavor();
        added.put(Resource.CORES, flavor == null ? 0 : servers * each(flavor, Resource.CORES));
        added.put(Resource.RAM, flavor == null ? 0 : servers * each(flavor, Resource.RAM));
        if (draft.makesVolume()) {
            Integer gib = draft.rootVolumeGib();
            added.put(Resource.VOLUMES, (long) servers);
            added.put(Resource.GIGABYTES, gib == null ? 0 : (long) servers * gib);
        }
        // Without a selected network, each server gets one port on the only network.
        added.put(Resource.PORTS, (long) servers * Math.max(1, draft.networks().size()));
        return new Forecast(added);
    }

    /** Returns what one server of the flavor adds regardless of other options, in the unit of the resource. */
    static long each(OfferedFlavor flavor, Resource resource) {
        return switch (resource) {
            case CORES -> flavor.vcpus();
            case RAM -> flavor.ramMib();
            case INSTANCES, VOLUMES, GIGABYTES, SNAPSHOTS, PORTS, FLOATING_IPS, SECURITY_GROUPS -> 0;
        };
    }

    long of(Resource resource) {
        return added.getOrDefault(resource, 0L);
    }

    boolean holds(Iterable<Quota> quotas) {
        for (Quota quota : quotas) {
            if (!quota.holds(of(quota.resource()))) {
                return false;
            }
        }
        return true;
    }
}
