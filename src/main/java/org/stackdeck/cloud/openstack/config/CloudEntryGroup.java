package org.stackdeck.cloud.openstack.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.openstack.metrics.PrometheusServer;

/**
 * The entries with the same Keystone and region. They form one cloud, named after the first entry. An entry without a
 * region belongs to the first region that another entry specifies for the same Keystone, so that no server is listed
 * twice. Grouping sends no requests.
 */
public record CloudEntryGroup(CloudName name, @Nullable String region, List<CloudEntry> entries) {

    public CloudEntryGroup {
        entries = List.copyOf(entries);
    }

    /** Groups the valid entries. */
    public static List<CloudEntryGroup> ofUsable(List<ParsedEntry> parsedEntry) {
        return of(parsedEntry.stream()
                .map(ParsedEntry::entryOrNull)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Returns the distinct brokers of all entries. */
    public List<Broker> brokers() {
        var found = new ArrayList<Broker>();
        for (CloudEntry cloudEntry : entries) {
            for (Broker broker : cloudEntry.brokers()) {
                if (found.stream().noneMatch(broker::isSameBrokerAs)) {
                    found.add(broker);
                }
            }
        }
        return found;
    }

    /** Returns the Prometheus server of the first entry that has one. */
    public Optional<PrometheusServer> prometheus() {
        return entries.stream()
                .map(CloudEntry::prometheus)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Returns Keystone's address, followed by the region if there is one. */
    public String address() {
        String keystone = entries.getFirst().keystone().toString();
        return region == null ? keystone : keystone + " " + region;
    }

    static List<CloudEntryGroup> of(List<CloudEntry> entries) {
        Map<GroupKey, List<CloudEntry>> groups = new LinkedHashMap<>();
        for (CloudEntry cloudEntry : entries) {
            groups.computeIfAbsent(groupKey(cloudEntry, entries), _ -> new ArrayList<>())
                    .add(cloudEntry);
        }
        return groups.entrySet().stream()
                .map(g -> new CloudEntryGroup(
                        new CloudName(g.getValue().getFirst().name()),
                        g.getKey().region().isEmpty() ? null : g.getKey().region(),
                        g.getValue()))
                .toList();
    }

    private static GroupKey groupKey(CloudEntry cloudEntry, List<CloudEntry> all) {
        String region = cloudEntry.region();
        if (region == null) {
            region = all.stream()
                    .filter(e -> e.keystone().equals(cloudEntry.keystone()) && e.region() != null)
                    .map(e -> String.valueOf(e.region()))
                    .findFirst()
                    .orElse("");
        }
        return new GroupKey(cloudEntry.keystone(), region);
    }

    private record GroupKey(URI keystone, String region) {}
}
