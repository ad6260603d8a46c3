package org.stackdeck.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.NovaRequest;

/**
 * Stores the quotas of projects and checks requests against them. Resources have OpenStack's names, such as {@code
 * instances}, {@code ram} (in MiB) and {@code floatingip}. The limit -1 means unlimited.
 */
public final class QuotaStore {

    private static final Map<String, Integer> DEFAULTS = Map.ofEntries(
            Map.entry("instances", 20_000),
            Map.entry("cores", 200_000),
            Map.entry("ram", 400_000_000),
            Map.entry("metadata_items", 128),
            Map.entry("key_pairs", 100),
            Map.entry("server_groups", 100),
            Map.entry("server_group_members", 1_000),
            Map.entry("volumes", 2_000),
            Map.entry("gigabytes", 200_000),
            Map.entry("snapshots", 500),
            Map.entry("backups", 10),
            Map.entry("backup_gigabytes", 1_000),
            Map.entry("groups", 10),
            Map.entry("network", 100),
            Map.entry("subnet", 100),
            Map.entry("router", 50),
            Map.entry("rbac_policy", 10),
            Map.entry("security_group", 500),
            Map.entry("security_group_rule", 2_000),
            Map.entry("port", 20_000),
            Map.entry("floatingip", 500));

    private final ServerStore store;
    private final Map<String, Integer> overrides = new ConcurrentHashMap<>();

    QuotaStore(ServerStore store) {
        this.store = store;
    }

    /**
     * Sets a limit of a project.
     *
     * @param project name or ID of the project
     * @param limit the limit; -1 for unlimited
     * @throws IllegalArgumentException if the project or the resource is unknown
     */
    public void setLimit(String project, String resource, int limit) {
        SimulatedProject found = new KeystoneAccounts()
                .project(project)
                .orElseThrow(() -> new IllegalArgumentException("no project " + project));
        if (!DEFAULTS.containsKey(resource)) {
            throw new IllegalArgumentException("no resource " + resource);
        }
        overrides.put(found.id() + "/" + resource, limit);
    }

    public int limit(SimulatedProject project, String resource) {
        return overrides.getOrDefault(project.id() + "/" + resource, DEFAULTS.getOrDefault(resource, -1));
    }

    public long used(SimulatedProject project, String resource) {
        ToLongFunction<SimulatedServer> share = switch (resource) {
            case "cores" -> s -> s.configuration().flavor().vcpus();
            case "ram" -> s -> s.configuration().flavor().ram();
            default -> s -> 1;
        };
        return servers(project).mapToLong(share).sum();
    }

    private Stream<SimulatedServer> servers(SimulatedProject project) {
        return store.newestFirst().stream()
                .filter(s -> s.immutableProperties().project().equals(project) && !s.deleted())
                .filter(s -> s.vmState() != VmState.SOFT_DELETED);
    }

    /** @throws ApiException 403 if the number of items exceeds the limit */
    public void checkMetadata(NovaRequest novaRequest, int items) {
        SimulatedProject project = novaRequest.project();
        int limit = project == null ? -1 : limit(project, "metadata_items");
        if (limit >= 0 && items > limit) {
            throw ApiException.forbidden("Maximum number of metadata items exceeds " + limit);
        }
    }

    /** @throws ApiException 403 if the additional cores or memory exceed a limit */
    public void checkUpsize(SimulatedProject project, SimulatedFlavor from, SimulatedFlavor to) {
        Map<String, Long> wanted = new TreeMap<>();
        if (to.vcpus() > from.vcpus()) {
            wanted.put("cores", (long) to.vcpus() - from.vcpus());
        }
        if (to.ram() > from.ram()) {
            wanted.put("ram", (long) to.ram() - from.ram());
        }
        rejectExceeded(project, exceeded(project, wanted), wanted, "");
    }

    /**
     * Returns how many servers can be created, at most {@code maxCount}.
     *
     * @param minCount at least 1
     * @throws ApiException 403 if fewer than {@code minCount} servers are possible
     */
    public int checkServers(SimulatedProject project, SimulatedFlavor flavor, int minCount, int maxCount) {
        long possible = maxCount;
        for (Map.Entry<String, Long> one : wanted(flavor, 1).entrySet()) {
            int limit = limit(project, one.getKey());
            if (limit >= 0) {
                possible = Math.min(possible, (limit - used(project, one.getKey())) / one.getValue());
            }
        }
        if (possible >= minCount) {
            return (int) possible;
        }
        Map<String, Long> wanted = wanted(flavor, maxCount);
        rejectExceeded(
                project, exceeded(project, wanted), wanted, minCount == maxCount ? "" : minCount + "-" + maxCount);
        return 0;
    }

    private static Map<String, Long> wanted(SimulatedFlavor flavor, long count) {
        return new TreeMap<>(Map.of("instances", count, "cores", count * flavor.vcpus(), "ram", count * flavor.ram()));
    }

    private List<String> exceeded(SimulatedProject project, Map<String, Long> wanted) {
        List<String> exceeded = new ArrayList<>();
        wanted.forEach((resource, more) -> {
            int limit = limit(project, resource);
            if (limit >= 0 && used(project, resource) + more > limit) {
                exceeded.add(resource);
            }
        });
        return exceeded;
    }

    /** @param range requested range of the number of servers, such as {@code 1-3}; empty for a single number */
    private void rejectExceeded(
            SimulatedProject project, List<String> exceeded, Map<String, Long> wanted, String range) {
        if (exceeded.isEmpty()) {
            return;
        }
        List<String> requested = new ArrayList<>();
        List<String> used = new ArrayList<>();
        List<String> allowed = new ArrayList<>();
        for (String resource : exceeded) {
            boolean ranged = resource.equals("instances") && !range.isEmpty();
            requested.add(ranged ? range : String.valueOf(wanted.get(resource)));
            used.add(String.valueOf(used(project, resource)));
            allowed.add(String.valueOf(limit(project, resource)));
        }
        String names = String.join(", ", exceeded);
        throw ApiException.forbidden("Quota exceeded for %s: Requested %s, but already used %s of %s %s"
                .formatted(
                        names,
                        String.join(", ", requested),
                        String.join(", ", used),
                        String.join(", ", allowed),
                        names));
    }
}
