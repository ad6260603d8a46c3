package org.stackdeck.simulator.nova.servers;

import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.nova.request.NovaRequest;

/** Validates the query parameters of a server list. From microversion 2.75, Nova rejects unknown parameters. */
final class ServerListParameterValidator {

    private static final Set<String> KNOWN = Set.of(
            "user_id",
            "project_id",
            "tenant_id",
            "launch_index",
            "image_ref",
            "image",
            "kernel_id",
            "ramdisk_id",
            "hostname",
            "key_name",
            "power_state",
            "vm_state",
            "task_state",
            "host",
            "node",
            "flavor",
            "reservation_id",
            "launched_at",
            "terminated_at",
            "availability_zone",
            "name",
            "display_name",
            "description",
            "display_description",
            "locked_by",
            "uuid",
            "root_device_name",
            "config_drive",
            "access_ip_v4",
            "access_ip_v6",
            "auto_disk_config",
            "progress",
            "sort_key",
            "sort_dir",
            "all_tenants",
            "soft_deleted",
            "deleted",
            "status",
            "changes-since",
            "changes-before",
            "ip",
            "ip6",
            "created_at",
            "limit",
            "marker",
            "tags",
            "tags-any",
            "not-tags",
            "not-tags-any",
            "locked");

    private ServerListParameterValidator() {}

    static void check(NovaRequest novaRequest) {
        if (!novaRequest.version().atLeast(75)) {
            return;
        }
        for (String name : novaRequest.request().query().values().keySet()) {
            if (!KNOWN.contains(name) && !name.startsWith("_")) {
                throw ApiException.badRequest("'" + name + "' does not match any of the regexes: '^_'");
            }
        }
    }
}
