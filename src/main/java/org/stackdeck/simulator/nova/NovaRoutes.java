package org.stackdeck.simulator.nova;

import java.util.List;
import java.util.Set;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.SupportedRoutes;
import org.stackdeck.simulator.http.SupportedRoutes.ListParameters;
import org.stackdeck.simulator.nova.request.Microversion;

/** The paths, methods and list parameters that the simulated Nova supports. */
final class NovaRoutes {

    /** First microversion that refuses unknown query parameters. */
    private static final int STRICT = 75;

    private static final String OBJECT = "GET,PUT,DELETE";

    /** Marks paths without methods. */
    private static final String NONE = "NONE";

    private static final ListParameters SERVERS = new ListParameters(
            Set.of(),
            Set.of(
                    "access_ip_v4",
                    "access_ip_v6",
                    "auto_disk_config",
                    "availability_zone",
                    "config_drive",
                    "created_at",
                    "display_description",
                    "display_name",
                    "host",
                    "hostname",
                    "image_ref",
                    "instance_type_id",
                    "key_name",
                    "launched_at",
                    "locked",
                    "node",
                    "power_state",
                    "progress",
                    "project_id",
                    "root_device_name",
                    "task_state",
                    "terminated_at",
                    "updated_at",
                    "user_id",
                    "uuid",
                    "vm_state"));

    private static final ListParameters FLAVORS = new ListParameters(
            Set.of("limit", "marker", "is_public", "minRam", "minDisk", "sort_key", "sort_dir"),
            Set.of(
                    "created_at",
                    "description",
                    "disabled",
                    "ephemeral_gb",
                    "flavorid",
                    "id",
                    "is_public",
                    "memory_mb",
                    "name",
                    "root_gb",
                    "rxtx_factor",
                    "swap",
                    "updated_at",
                    "vcpu_weight",
                    "vcpus"));

    private static final SupportedRoutes ROUTES = routes(true);
    private static final SupportedRoutes LENIENT_ROUTES = routes(false);

    private NovaRoutes() {}

    private static SupportedRoutes routes(boolean strict) {
        return new SupportedRoutes(404)
                .add("servers", "GET,POST", SERVERS)
                .add("servers/detail", "GET,PUT", SERVERS)
                .add("servers/*/metadata", "GET,POST,PUT")
                .add("servers/*/metadata/*", OBJECT)
                .add("servers/*/metadata/*/**", NONE)
                .add("servers/*/tags/*/**", NONE)
                .add("servers/*/os-volume_attachments/*", OBJECT)
                .add("servers/*/os-volume_attachments/*/**", NONE)
                .add("servers/*/os-volume_attachments", "GET,POST", parameters(strict, list("limit", "offset")))
                .add("servers/**", "")
                .add("flavors", "GET,POST", parameters(strict, FLAVORS))
                .add("flavors/detail", OBJECT, parameters(strict, FLAVORS))
                .add("flavors/*", OBJECT)
                .add("flavors/*/os-extra_specs", "GET")
                .add("flavors/*/os-flavor-access", "GET")
                .add("limits", "GET", parameters(strict, list("tenant_id", "reserved")))
                .add("os-quota-sets/**", "GET")
                .add("os-keypairs", "GET,POST", parameters(strict, list("user_id", "limit", "marker")))
                .add("os-keypairs/*", "GET,DELETE")
                .add("os-server-groups", "GET,POST", parameters(strict, list("all_projects", "limit", "offset")))
                .add("os-server-groups/*", "GET,DELETE")
                .add("os-availability-zone", "GET")
                .add("extensions", "GET");
    }

    private static ListParameters list(String... names) {
        return new ListParameters(Set.of(names), Set.of());
    }

    private static ListParameters parameters(boolean strict, ListParameters parameters) {
        return strict ? parameters : new ListParameters(Set.of(), parameters.sortKeys());
    }

    /**
     * @throws org.stackdeck.simulator.http.ApiException if the path, the method or a list parameter is not supported
     */
    static void check(ApiRequest request, Microversion version, List<String> path) {
        (version.atLeast(STRICT) ? ROUTES : LENIENT_ROUTES).check(request, path);
    }
}
