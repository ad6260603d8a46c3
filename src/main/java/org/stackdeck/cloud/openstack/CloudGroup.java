package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.Broker;

/**
 * The entries that lead to the same Keystone and region. They form one cloud, named after the first entry. An entry
 * without a region belongs to the first named region of its Keystone, so that no server is listed twice. Sends no
 * requests.
 */
record CloudGroup(CloudName name, @Nullable String region, List<Entry> entries) {

    CloudGroup {
        entries = List.copyOf(entries);
    }

    /** Groups the valid entries. */
    static List<CloudGroup> ofUsable(List<Configured> configured) {
        return of(configured.stream()
                .map(Configured::usable)
                .filter(Objects::nonNull)
                .toList());
    }

    /** The distinct brokers of all entries. */
    List<Broker> brokers() {
        var found = new ArrayList<Broker>();
        for (Entry entry : entries) {
            for (Broker broker : entry.brokers()) {
                if (found.stream().noneMatch(broker::samePlaceAs)) {
                    found.add(broker);
                }
            }
        }
        return found;
    }

    /** Keystone's address, followed by the region if one is named. */
    String address() {
        String keystone = entries.getFirst().keystone().toString();
        return region == null ? keystone : keystone + " " + region;
    }

    static List<CloudGroup> of(List<Entry> entries) {
        Map<Place, List<Entry>> groups = new LinkedHashMap<>();
        for (Entry entry : entries) {
            groups.computeIfAbsent(place(entry, entries), _ -> new ArrayList<>())
                    .add(entry);
        }
        return groups.entrySet().stream()
                .map(g -> new CloudGroup(
                        new CloudName(g.getValue().getFirst().name()),
                        g.getKey().region().isEmpty() ? null : g.getKey().region(),
                        g.getValue()))
                .toList();
    }

    private static Place place(Entry entry, List<Entry> all) {
        String region = entry.region();
        if (region == null) {
            region = all.stream()
                    .filter(e -> e.keystone().equals(entry.keystone()) && e.region() != null)
                    .map(e -> String.valueOf(e.region()))
                    .findFirst()
                    .orElse("");
        }
        return new Place(entry.keystone(), region);
    }

    private record Place(URI keystone, String region) {}
}
