package org.stackdeck.simulator.nova;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.ServerGroupStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /limits} and {@code /os-quota-sets}: limits and usage of a project. */
final class LimitsAndQuotasResource {

    /** Resources in the order of Nova's responses, and whether Nova reports their usage. */
    private static final Map<String, Boolean> RESOURCES = resources();

    private final QuotaStore quotaStore;
    private final ServerGroupStore store;

    LimitsAndQuotasResource(QuotaStore quotaStore, ServerGroupStore store) {
        this.quotaStore = quotaStore;
        this.store = store;
    }

    ApiResponse limits(NovaRequest novaRequest) {
        Optional<String> named = novaRequest.request().query().last("tenant_id");
        if (named.isPresent()) {
            // Nova requires the administrator role even for the project of the token.
            novaRequest.requireRole(Role.ADMIN, "limits:other_project");
        }
        SimulatedProject project = project(named.orElse(novaRequest.projectId()));
        boolean old = !novaRequest.version().atLeast(36);
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        ObjectNode absolute = limits.putObject("absolute")
                .put("maxTotalInstances", quotaStore.limit(project, "instances"))
                .put("maxTotalCores", quotaStore.limit(project, "cores"))
                .put("maxTotalRAMSize", quotaStore.limit(project, "ram"))
                .put("maxServerMeta", quotaStore.limit(project, "metadata_items"));
        if (!novaRequest.version().atLeast(39)) {
            absolute.put("maxImageMeta", quotaStore.limit(project, "metadata_items"));
        }
        if (!novaRequest.version().atLeast(57)) {
            absolute.put("maxPersonality", 5).put("maxPersonalitySize", 10240);
        }
        absolute.put("maxTotalKeypairs", quotaStore.limit(project, "key_pairs"))
                .put("maxServerGroups", quotaStore.limit(project, "server_groups"))
                .put("maxServerGroupMembers", quotaStore.limit(project, "server_group_members"));
        if (old) {
            absolute.put("maxTotalFloatingIps", -1).put("maxSecurityGroups", -1).put("maxSecurityGroupRules", -1);
        }
        absolute.put("totalRAMUsed", quotaStore.used(project, "ram"))
                .put("totalCoresUsed", quotaStore.used(project, "cores"))
                .put("totalInstancesUsed", quotaStore.used(project, "instances"));
        if (old) {
            absolute.put("totalFloatingIpsUsed", 0).put("totalSecurityGroupsUsed", 0);
        }
        absolute.put("totalServerGroupsUsed", store.of(project).size());
        return ApiResponse.ok(document);
    }

    /** @param view {@code detail}, {@code defaults} or empty */
    ApiResponse quotaSet(NovaRequest novaRequest, String id, String view) {
        String policy = view.isEmpty() ? "show" : view;
        if (!policy.equals("defaults")) {
            novaRequest.requireRole(
                    id.equals(novaRequest.projectId()) ? Role.READER : Role.ADMIN, "os-quota-sets:" + policy);
        }
        SimulatedProject project = project(id);
        ObjectNode document = Json.object();
        ObjectNode set = document.putObject("quota_set").put("id", project.id());
        RESOURCES.forEach((resource, counted) -> {
            int limit = quotaStore.limit(project, resource);
            if (view.equals("detail")) {
                set.putObject(resource)
                        .put("in_use", counted ? used(project, resource) : 0)
                        .put("limit", limit)
                        .put("reserved", 0);
            } else {
                set.put(resource, limit);
            }
        });
        return ApiResponse.ok(document);
    }

    private long used(SimulatedProject project, String resource) {
        return resource.equals("server_groups") ? store.of(project).size() : quotaStore.used(project, resource);
    }

    private static Map<String, Boolean> resources() {
        Map<String, Boolean> resources = new LinkedHashMap<>();
        resources.put("instances", true);
        resources.put("cores", true);
        resources.put("ram", true);
        resources.put("metadata_items", false);
        resources.put("key_pairs", false);
        resources.put("server_groups", true);
        resources.put("server_group_members", false);
        return resources;
    }

    private static SimulatedProject project(String id) {
        return new KeystoneAccounts()
                .project(id)
                .orElseThrow(() -> ApiException.badRequest("Project ID %s is not a valid project.".formatted(id)));
    }
}
