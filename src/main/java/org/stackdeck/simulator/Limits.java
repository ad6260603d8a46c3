package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /limits} and {@code /os-quota-sets}: limits and usage of a project. */
final class Limits {

    /** Resources in Nova's order, and whether Nova reports their usage. */
    private static final Map<String, Boolean> RESOURCES = resources();

    private final Quotas quotas;
    private final ServerGroups groups;

    Limits(Quotas quotas, ServerGroups groups) {
        this.quotas = quotas;
        this.groups = groups;
    }

    Reply limits(NovaCall call) {
        Optional<String> named = call.request().query().first("tenant_id");
        if (named.isPresent()) {
            // Nova requires the administrator role even for the own project.
            call.permit(Role.ADMIN, "limits:other_project");
        }
        SimulatedProject project = project(named.orElse(call.projectId()));
        boolean old = !call.version().atLeast(36);
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        ObjectNode absolute = limits.putObject("absolute")
                .put("maxTotalInstances", quotas.limit(project, "instances"))
                .put("maxTotalCores", quotas.limit(project, "cores"))
                .put("maxTotalRAMSize", quotas.limit(project, "ram"))
                .put("maxServerMeta", quotas.limit(project, "metadata_items"));
        if (!call.version().atLeast(39)) {
            absolute.put("maxImageMeta", quotas.limit(project, "metadata_items"));
        }
        if (!call.version().atLeast(57)) {
            absolute.put("maxPersonality", 5).put("maxPersonalitySize", 10240);
        }
        absolute.put("maxTotalKeypairs", quotas.limit(project, "key_pairs"))
                .put("maxServerGroups", quotas.limit(project, "server_groups"))
                .put("maxServerGroupMembers", quotas.limit(project, "server_group_members"));
        if (old) {
            absolute.put("maxTotalFloatingIps", -1).put("maxSecurityGroups", -1).put("maxSecurityGroupRules", -1);
        }
        absolute.put("totalRAMUsed", quotas.used(project, "ram"))
                .put("totalCoresUsed", quotas.used(project, "cores"))
                .put("totalInstancesUsed", quotas.used(project, "instances"));
        if (old) {
            absolute.put("totalFloatingIpsUsed", 0).put("totalSecurityGroupsUsed", 0);
        }
        absolute.put("totalServerGroupsUsed", groups.of(project).size());
        return Reply.ok(document);
    }

    /** @param view detail, defaults or empty */
    Reply quotaSet(NovaCall call, String id, String view) {
        String policy = view.isEmpty() ? "show" : view;
        if (!policy.equals("defaults")) {
            call.permit(id.equals(call.projectId()) ? Role.READER : Role.ADMIN, "os-quota-sets:" + policy);
        }
        SimulatedProject project = project(id);
        ObjectNode document = Json.object();
        ObjectNode set = document.putObject("quota_set").put("id", project.id());
        RESOURCES.forEach((resource, counted) -> {
            int limit = quotas.limit(project, resource);
            if (view.equals("detail")) {
                set.putObject(resource)
                        .put("in_use", counted ? used(project, resource) : 0)
                        .put("limit", limit)
                        .put("reserved", 0);
            } else {
                set.put(resource, limit);
            }
        });
        return Reply.ok(document);
    }

    private int used(SimulatedProject project, String resource) {
        return resource.equals("server_groups") ? groups.of(project).size() : quotas.used(project, resource);
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
        return new Accounts()
                .project(id)
                .orElseThrow(() -> Refusal.badRequest("Project ID %s is not a valid project.".formatted(id)));
    }
}
