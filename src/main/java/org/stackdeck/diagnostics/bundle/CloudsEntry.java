package org.stackdeck.diagnostics.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.ChangeHintSource.ConnectionState;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;

/**
 * State of each cloud: version of Nova, age of the data, notifications, and the category of the last error. Error
 * messages are omitted, because they can contain addresses and names of servers.
 */
@Component
class CloudsEntry implements BundleEntry {

    private static final Set<String> KNOWN_AUTH_TYPES =
            Set.of("password", "v3password", "v3applicationcredential", "token", "v3token");

    private final Clouds clouds;
    private final Inventory inventory;
    private final ChangeHintSource changeHintSource;

    CloudsEntry(Clouds clouds, Inventory inventory, ChangeHintSource changeHintSource) {
        this.clouds = clouds;
        this.inventory = inventory;
        this.changeHintSource = changeHintSource;
    }

    @Override
    public String fileName() {
        return "clouds.json";
    }

    @Override
    public Object content() {
        Map<CloudName, Freshness> freshness = inventory.snapshot().freshness();
        return Map.of(
                "clouds",
                clouds.names().stream()
                        .map(cloud -> cloud(cloud, freshness.get(cloud)))
                        .toList(),
                "entriesWithoutCloud",
                clouds.entryReports().stream()
                        .filter(report -> report.cloud() == null)
                        .map(CloudsEntry::entry)
                        .toList());
    }

    private Map<String, Object> cloud(CloudName cloud, @Nullable Freshness freshness) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", cloud.value());
        state.put("simulated", clouds.isSimulated(cloud));
        if (freshness != null) {
            state.put("servers", servers(freshness));
        }
        changeHintSource
                .connectionState(cloud)
                .ifPresent(connection -> state.put("notifications", notifications(cloud, connection)));
        state.put(
                "entries",
                clouds.entryReports().stream()
                        .filter(report -> cloud.equals(report.cloud()))
                        .map(CloudsEntry::entry)
                        .toList());
        return state;
    }

    private static Map<String, Object> servers(Freshness freshness) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", freshness.state());
        state.put("source", freshness.source());
        state.put("confirmedAt", freshness.confirmedAt());
        state.put("complete", freshness.complete());
        state.put("paceMs", freshness.pace().toMillis());
        Freshness.Problem problem = freshness.problem();
        if (problem != null) {
            state.put("error", problem.category());
            state.put("errorSince", problem.since());
            state.put("nextAttempt", problem.nextTry());
        }
        return state;
    }

    private Map<String, Object> notifications(CloudName cloud, ConnectionState connection) {
        List<String> services = changeHintSource.services(cloud).stream()
                .map(ChangeHint.Service::displayName)
                .sorted()
                .toList();
        return switch (connection) {
            case ConnectionState.Connected(var since) -> Map.of("connectedSince", since, "services", services);
            case ConnectionState.Disconnected(var since, var reason) ->
                Map.of("disconnectedSince", since, "reason", reason, "services", services);
        };
    }

    private static Map<String, Object> entry(CloudEntryReport report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("authType", KNOWN_AUTH_TYPES.contains(report.authType()) ? report.authType() : "other");
        entry.put("novaVersion", Objects.requireNonNullElse(report.novaVersion(), "unknown"));
        entry.put("projects", report.projects().size());
        entry.put("administrator", report.administrator());
        entry.put("used", report.unusedReason() == null && report.problem() == null);
        entry.put(
                "remarks", report.remarks().stream().map(CloudEntryRemark::code).toList());
        return entry;
    }
}
