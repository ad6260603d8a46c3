package org.stackdeck.contract;

import static org.stackdeck.contract.ResourceActionStep.AND;
import static org.stackdeck.contract.ResourceActionStep.CREATE;
import static org.stackdeck.contract.ResourceActionStep.RESEARCH;
import static org.stackdeck.contract.ResourceActionStep.SET;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The actions of docs/resource-actions.md, in the order in which each creates what the following ones require. */
final class ResourceActionSteps {

    private static final String PUBLIC = "public";
    private static final String DELETE = "delete";
    private static final String DESCRIPTION = "description";

    private final List<ResourceActionStep> steps = new ArrayList<>();

    /**
     * @param data file with the data of an image
     * @param url URL of the same data, from which the cloud can download it
     * @param research ID of the project research
     */
    static List<ResourceActionStep> all(Path data, String url, String research) {
        ResourceActionSteps all = new ResourceActionSteps();
        all.addVolumeSteps();
        all.addSnapshotSteps();
        all.addTransferSteps();
        all.addImageSteps(data, url);
        all.addSharingSteps(research);
        all.addSecurityGroupSteps();
        all.addNetworkSteps();
        all.addPortSteps();
        all.addRouterSteps();
        all.addDeletionsOfNetworks();
        all.addFloatingIpSteps();
        all.addServerGroupSteps();
        return List.copyOf(all.steps);
    }

    private void addVolumeSteps() {
        add("volumes", "volume", CREATE, Map.of("name", "NAME", "size", 1), "volume create --size 1 NAME", available());
        add(
                "volumes",
                "described",
                CREATE,
                Map.of("name", "NAME", "size", 1, DESCRIPTION, "tried", "type", "__DEFAULT__"),
                "volume create --size 1 --description tried --type __DEFAULT__ NAME",
                available().and(field(DESCRIPTION, "tried")).and(field("volume_type", "__DEFAULT__")));
        rename("volumes", "volume", "volume set --name NAME-2 {volume}");
        describe("volumes", "volume", "volume set --description tried {volume}");
        onVolume(
                "extend",
                Map.of("size", 2),
                "volume set --size 2 {volume}",
                available().and(field("size", "2")));
        flag("volumes", "set-bootable", "volume set --bootable {volume}", "bootable", "true");
        flag("volumes", "unset-bootable", "volume set --non-bootable {volume}", "bootable", "false");
        onVolume("set-read-only", Map.of(), "volume set --read-only {volume}", metadata("readonly", "True"));
        onVolume("unset-read-only", Map.of(), "volume set --read-write {volume}", metadata("readonly", "False"));
        onVolume(
                "set-metadata",
                Map.of("key", "team", "value", "shop"),
                "volume set --property team=shop {volume}",
                metadata("team", "shop"));
        onVolume(
                "remove-metadata",
                Map.of("key", "team"),
                "volume unset --property team {volume}",
                volume -> volume.path("metadata").path("team").isMissingNode());
        onVolume(
                "retype",
                Map.of("type", "__DEFAULT__"),
                "volume set --type __DEFAULT__ {volume}",
                available().and(field("volume_type", "__DEFAULT__")));
        add(
                "volumes",
                "described",
                "retype",
                Map.of("type", "lab", "migrationPolicy", "on-demand"),
                "volume set --type lab --migration-policy on-demand {described}",
                available().and(field("volume_type", "lab")));
    }

    private void onVolume(String action, Map<String, Object> body, String command, Predicate<JsonNode> reached) {
        add("volumes", "volume", action, body, command, reached);
    }

    private void addSnapshotSteps() {
        add(
                "volume-snapshots",
                "snapshot",
                CREATE,
                Map.of("volume", "{volume}", "name", "NAME", DESCRIPTION, "tried"),
                "volume snapshot create --volume {volume} --description tried NAME",
                available().and(field(DESCRIPTION, "tried")));
        rename("volume-snapshots", "snapshot", "volume snapshot set --name NAME-2 {snapshot}");
        add(
                "volume-snapshots",
                "snapshot",
                "set-metadata",
                Map.of("key", "team", "value", "shop"),
                "volume snapshot set --property team=shop {snapshot}",
                metadata("team", "shop"));
        add(
                "volume-snapshots",
                "snapshot",
                "remove-metadata",
                Map.of("key", "team"),
                "volume snapshot unset --property team {snapshot}",
                snapshot -> snapshot.path("metadata").path("team").isMissingNode());
        add(
                "volume-snapshots",
                "snapshot",
                SET,
                Map.of(DESCRIPTION, "changed"),
                "volume snapshot set --description changed {snapshot}",
                field(DESCRIPTION, "changed"));
        onVolume(
                "revert",
                Map.of("snapshot", "{snapshot}"),
                "--os-volume-api-version 3.60 volume revert {snapshot}",
                available());
        createVolumeFrom("snapshot", "copy", "{snapshot}", "volume create --snapshot {snapshot} --size 2 NAME");
        createVolumeFrom("volume", "clone", "{volume}", "volume create --source {volume} --size 2 NAME");
        createVolumeFrom("image", "bootable", "cirros-lab", "volume create --image cirros-lab --size 2 NAME");
        add("volume-snapshots", "snapshot", DELETE, Map.of(), "volume snapshot delete {snapshot}", _ -> true);
        add(
                "volumes",
                "clone",
                DELETE,
                Map.of("cascade", true),
                "volume delete --purge {clone}",
                _ -> true,
                "volume snapshot create --volume {clone} NAME",
                "available");
        for (String key : List.of("copy", "bootable", "described")) {
            add("volumes", key, DELETE, Map.of(), "volume delete {" + key + "}", _ -> true);
        }
    }

    private void createVolumeFrom(String source, String key, String value, String command) {
        add("volumes", key, CREATE, Map.of("name", "NAME", "size", 2, source, value), command, available());
    }

    private void addTransferSteps() {
        add(
                "volumes",
                "volume",
                "cancel-transfer",
                Map.of(),
                "volume transfer request delete {transfer}",
                available(),
                "volume transfer request create {volume}",
                "awaiting-transfer");
        steps.add(ResourceActionStep.of(
                        "volumes",
                        "volume",
                        "transfer",
                        Map.of("targetProject", RESEARCH),
                        "volume transfer request create {volume}" + AND
                                + "--os-cloud research volume transfer request accept --auth-key {secret} {transfer}",
                        available())
                .in(RESEARCH));
        steps.add(ResourceActionStep.of(
                        "volumes", "volume", DELETE, Map.of(), "--os-cloud research volume delete {volume}", _ -> true)
                .in(RESEARCH));
    }

    private void addImageSteps(Path data, String url) {
        add(
                "images",
                "image",
                CREATE,
                Map.of("name", "NAME", "diskFormat", "raw"),
                "image create --disk-format raw --file " + data + " NAME",
                image -> !image.path("status").asString("").isEmpty());
        add(
                "images",
                "imported",
                CREATE,
                Map.ofEntries(
                        Map.entry("name", "NAME"),
                        Map.entry("diskFormat", "raw"),
                        Map.entry("containerFormat", "bare"),
                        Map.entry("visibility", "community"),
                        Map.entry("minDisk", 1),
                        Map.entry("minRam", 64)),
                "image create --disk-format raw --container-format bare --community --min-disk 1 --min-ram 64 NAME",
                field("visibility", "community").and(field("min_disk", "1")).and(field("min_ram", "64")));
        add(
                "images",
                "imported",
                "import",
                Map.of("url", url),
                "image import --method web-download --uri " + url + " {imported}",
                field("status", "active"));
        add("images", "imported", DELETE, Map.of(), "image delete {imported}", _ -> true);
        add("volumes", "source", CREATE, Map.of("name", "NAME", "size", 1), "volume create --size 1 NAME", available());
        add(
                "images",
                "copied",
                CREATE,
                Map.of("name", "NAME", "diskFormat", "raw", "volume", "{source}"),
                "image create --disk-format raw --volume {source} NAME",
                field("status", "active"));
        add("images", "copied", DELETE, Map.of(), "image delete {copied}", _ -> true);
        add("volumes", "source", DELETE, Map.of(), "volume delete {source}", _ -> true, "", "available");
        rename("images", "image", "image set --name NAME-2 {image}");
        set("images", "image", "minDisk", 1, "image set --min-disk 1 {image}", field("min_disk", "1"));
        set("images", "image", "minRam", 64, "image set --min-ram 64 {image}", field("min_ram", "64"));
        set("images", "image", "tags", List.of("tried"), "image set --tag tried {image}", contains("tags", "tried"));
        flag("images", "deactivate", "image set --deactivate {image}", "status", "deactivated");
        flag("images", "reactivate", "image set --activate {image}", "status", "active");
        flag("images", "protect", "image set --protected {image}", "protected", "true");
        flag("images", "unprotect", "image set --unprotected {image}", "protected", "false");
        add(
                "images",
                "image",
                "set-property",
                Map.of("key", "hw_disk_bus", "value", "scsi"),
                "image set --property hw_disk_bus=scsi {image}",
                field("hw_disk_bus", "scsi"));
        add(
                "images",
                "image",
                "remove-property",
                Map.of("key", "hw_disk_bus"),
                "image unset --property hw_disk_bus {image}",
                image -> image.path("hw_disk_bus").isMissingNode());
    }

    private void addSharingSteps(String research) {
        visibility("community");
        visibility("private");
        visibility("shared");
        Map<String, Object> project = Map.of("project", research);
        add("images", "image", "add-project", project, "image add project {image} " + research, _ -> true);
        for (String answer : List.of("accept", "reject")) {
            steps.add(ResourceActionStep.of(
                            "image-members",
                            "image",
                            answer,
                            Map.of(),
                            "--os-cloud research image set --" + answer + " {image}",
                            field("status", answer + "ed"))
                    .after("", answer.equals("accept") ? "pending" : "accepted")
                    .in(RESEARCH));
        }
        add("images", "image", "remove-project", project, "image remove project {image} " + research, _ -> true);
        add("images", "image", DELETE, Map.of(), "image delete {image}", _ -> true);
    }

    private void visibility(String visibility) {
        add(
                "images",
                "image",
                "set-visibility",
                Map.of("visibility", visibility),
                "image set --" + visibility + " {image}",
                field("visibility", visibility));
    }

    private void addSecurityGroupSteps() {
        add("security-groups", "group", CREATE, Map.of("name", "NAME"), "security group create NAME", _ -> true);
        add(
                "security-groups",
                "open",
                CREATE,
                Map.of("name", "NAME-open", DESCRIPTION, "tried", "opens", "ssh"),
                "security group create --description tried NAME-open" + AND
                        + "security group rule create --protocol tcp --dst-port 22 {open}",
                field(DESCRIPTION, "tried").and(opens(22)));
        add(
                "security-groups",
                "clone",
                CREATE,
                Map.of("name", "NAME-clone", "sourceGroup", "{open}"),
                "security group create NAME-clone" + AND
                        + "security group rule create --protocol tcp --dst-port 22 {clone}",
                opens(22));
        rename("security-groups", "group", "security group set --name NAME-2 {group}");
        describe("security-groups", "group", "security group set --description tried {group}");
        setTags("security-groups", "group", "security group");
        add(
                "security-groups",
                "group",
                "add-rule",
                Map.of("direction", "ingress", "protocol", "tcp", "port", 443),
                "security group rule create --protocol tcp --dst-port 443 {group}",
                opens(443));
        add(
                "security-groups",
                "group",
                "add-rule",
                Map.of("protocol", "udp", "ports", "5000-5010", "source", "2001:db8::/32", "ethertype", "IPv6"),
                "security group rule create --ethertype IPv6 --protocol udp --dst-port 5000:5010"
                        + " --remote-ip 2001:db8::/32 {group}",
                opens(5000));
        add(
                "security-groups",
                "group",
                "add-rule",
                Map.of("protocol", "tcp", "ports", "3306", "source", "{open}"),
                "security group rule create --protocol tcp --dst-port 3306 --remote-group {open} {group}",
                opens(3306));
        add(
                "security-groups",
                "group",
                "remove-rule",
                Map.of("rule", "egress IPv6 any"),
                "security group rule delete {egress6}",
                group -> group.path("security_group_rules").valueStream().noneMatch(ResourceActionSteps::isEgress6));
    }

    static boolean isEgress6(JsonNode rule) {
        return rule.path("direction").asString("").equals("egress")
                && rule.path("ethertype").asString("").equals("IPv6");
    }

    private static Predicate<JsonNode> opens(int port) {
        return group -> group.path("security_group_rules")
                .valueStream()
                .anyMatch(rule -> rule.path("port_range_min").asInt(0) == port);
    }

    private void addNetworkSteps() {
        add(
                "networks",
                "network",
                CREATE,
                Map.of("name", "NAME", DESCRIPTION, "created"),
                "network create --description created NAME",
                field("status", "ACTIVE").and(field(DESCRIPTION, "created")));
        rename("networks", "network", "network set --name NAME-2 {network}");
        describe("networks", "network", "network set --description tried {network}");
        setAdminState("networks", "network");
        setTags("networks", "network", "network");
        add(
                "networks",
                "both",
                CREATE,
                Map.of(
                        "name",
                        "NAME-both",
                        "subnets",
                        List.of(
                                Map.of("cidr", "10.92.0.0/24", "dns", List.of("192.0.2.53")),
                                Map.of("cidr", "2001:db8:92::/64"))),
                "network create NAME-both" + AND
                        + "subnet create --network {both} --subnet-range 10.92.0.0/24 --dns-nameserver 192.0.2.53 NAME"
                        + AND
                        + "subnet create --network {both} --ip-version 6 --subnet-range 2001:db8:92::/64 NAME",
                network -> network.path("subnets").size() == 2);
        add(
                "networks",
                "routed",
                CREATE,
                Map.ofEntries(
                        Map.entry("name", "NAME-routed"),
                        Map.entry("allowOverlap", true),
                        subnetEntry("cidr"),
                        subnetEntry("gateway"),
                        subnetEntry("dhcp"),
                        subnetEntry("dns"),
                        subnetEntry("pools"),
                        subnetEntry("hostRoutes")),
                "network create NAME-routed" + AND + "subnet create --network {routed} " + SUBNET_OPTIONS + " NAME",
                network -> network.path("subnets").size() == 1);
        addSubnetSteps();
    }

    /** Values for each attribute of a subnet, which overlaps the subnet of another network. */
    private static final Map<String, Object> SUBNET = Map.of(
            "cidr",
            "10.92.0.0/24",
            "gateway",
            "10.92.0.254",
            "dhcp",
            false,
            "dns",
            List.of("192.0.2.53"),
            "pools",
            List.of("10.92.0.100-10.92.0.199"),
            "hostRoutes",
            List.of("10.2.0.0/16 via 10.92.0.5"));

    private static final String SUBNET_OPTIONS = "--subnet-range 10.92.0.0/24 --gateway 10.92.0.254 --no-dhcp"
            + " --dns-nameserver 192.0.2.53 --allocation-pool start=10.92.0.100,end=10.92.0.199"
            + " --host-route destination=10.2.0.0/16,gateway=10.92.0.5";

    private static Map.Entry<String, Object> subnetEntry(String attribute) {
        return Map.entry(attribute, SUBNET.get(attribute));
    }

    private void addSubnetSteps() {
        add(
                "subnets",
                "subnet",
                CREATE,
                Map.of("network", "{network}", "cidr", "10.91.0.0/24", "name", "NAME"),
                "subnet create --network {network} --subnet-range 10.91.0.0/24 NAME",
                _ -> true);
        add(
                "subnets",
                "detailed",
                CREATE,
                Map.ofEntries(
                        Map.entry("network", "{network}"),
                        Map.entry("allowOverlap", true),
                        subnetEntry("cidr"),
                        subnetEntry("gateway"),
                        subnetEntry("dhcp"),
                        subnetEntry("dns"),
                        subnetEntry("pools"),
                        subnetEntry("hostRoutes")),
                "subnet create --network {network} " + SUBNET_OPTIONS + " NAME",
                field("gateway_ip", "10.92.0.254")
                        .and(field("enable_dhcp", "false"))
                        .and(contains("dns_nameservers", "192.0.2.53"))
                        .and(contains("allocation_pools", "10.92.0.199"))
                        .and(contains("host_routes", "10.2.0.0/16")));
        rename("subnets", "subnet", "subnet set --name NAME-2 {subnet}");
        setSubnet(
                "dns", List.of("192.0.2.53"), "--dns-nameserver 192.0.2.53", contains("dns_nameservers", "192.0.2.53"));
        setSubnet(
                "pools",
                List.of("10.91.0.10-10.91.0.99"),
                "--no-allocation-pool --allocation-pool start=10.91.0.10,end=10.91.0.99",
                contains("allocation_pools", "10.91.0.99"));
        setSubnet("gateway", "10.91.0.254", "--gateway 10.91.0.254", field("gateway_ip", "10.91.0.254"));
        setSubnet(
                "hostRoutes",
                List.of("10.2.0.0/16 via 10.91.0.5"),
                "--host-route destination=10.2.0.0/16,gateway=10.91.0.5",
                contains("host_routes", "10.2.0.0/16"));
        setSubnet("dhcp", false, "--no-dhcp", field("enable_dhcp", "false"));
        setTags("subnets", "subnet", "subnet");
        add("subnets", "detailed", DELETE, Map.of(), "subnet delete {detailed}", _ -> true);
    }

    private void setSubnet(String attribute, Object value, String options, Predicate<JsonNode> reached) {
        set("subnets", "subnet", attribute, value, "subnet set " + options + " {subnet}", reached);
    }

    private void addPortSteps() {
        add(
                "ports",
                "port",
                CREATE,
                Map.of("network", "{network}", "name", "NAME"),
                "port create --network {network} NAME",
                _ -> true);
        add(
                "ports",
                "detailed-port",
                CREATE,
                Map.of(
                        "network",
                        "{network}",
                        "name",
                        "NAME",
                        DESCRIPTION,
                        "tried",
                        "fixedIps",
                        List.of("10.91.0.60"),
                        "securityGroups",
                        List.of("{group}"),
                        "allowedAddressPairs",
                        List.of("10.91.0.200"),
                        "portSecurityEnabled",
                        true),
                "port create --network {network} --description tried --fixed-ip ip-address=10.91.0.60"
                        + " --security-group {group} --allowed-address ip-address=10.91.0.200 --enable-port-security"
                        + " NAME",
                contains("fixed_ips", "10.91.0.60")
                        .and(contains("allowed_address_pairs", "10.91.0.200"))
                        .and(port -> port.path("security_groups").size() == 1));
        add("ports", "detailed-port", DELETE, Map.of(), "port delete {detailed-port}", _ -> true);
        rename("ports", "port", "port set --name NAME-2 {port}");
        describe("ports", "port", "port set --description tried {port}");
        setPort(
                "fixedIps",
                List.of("10.91.0.61"),
                "--no-fixed-ip --fixed-ip ip-address=10.91.0.61",
                contains("fixed_ips", "10.91.0.61"));
        setPort(
                "securityGroups",
                List.of("{group}", "{open}"),
                "--no-security-group --security-group {group} --security-group {open}",
                port -> port.path("security_groups").size() == 2);
        setPort(
                "allowedAddressPairs",
                List.of("10.91.0.201"),
                "--allowed-address ip-address=10.91.0.201",
                contains("allowed_address_pairs", "10.91.0.201"));
        setPort(
                "allowedAddressPairs",
                List.of(),
                "--no-allowed-address",
                port -> port.path("allowed_address_pairs").isEmpty());
        setPort(
                "securityGroups",
                List.of(),
                "--no-security-group",
                port -> port.path("security_groups").isEmpty());
        setPort("portSecurityEnabled", false, "--disable-port-security", field("port_security_enabled", "false"));
        setTags("ports", "port", "port");
        add("ports", "port", DELETE, Map.of(), "port delete {port}", _ -> true);
    }

    private void setPort(String attribute, Object value, String options, Predicate<JsonNode> reached) {
        set("ports", "port", attribute, value, "port set " + options + " {port}", reached);
    }

    private void addRouterSteps() {
        add("routers", "router", CREATE, Map.of("name", "NAME"), "router create NAME", field("status", "ACTIVE"));
        add(
                "routers",
                "connected",
                CREATE,
                Map.of("name", "NAME", DESCRIPTION, "tried", "network", PUBLIC),
                "router create --description tried --external-gateway public NAME",
                field(DESCRIPTION, "tried").and(hasGateway()));
        add("routers", "connected", DELETE, Map.of(), "router delete {connected}", _ -> true);
        rename("routers", "router", "router set --name NAME-2 {router}");
        describe("routers", "router", "router set --description tried {router}");
        setAdminState("routers", "router");
        setTags("routers", "router", "router");
        add(
                "routers",
                "router",
                "set-gateway",
                Map.of("network", PUBLIC),
                "router set --external-gateway public {router}",
                hasGateway());
        Map<String, Object> subnet = Map.of("subnet", "{subnet}");
        add("routers", "router", "add-interface", subnet, "router add subnet {router} {subnet}", _ -> true);
        set(
                "routers",
                "router",
                "routes",
                List.of("10.3.0.0/16 via 10.91.0.7"),
                "router set --route destination=10.3.0.0/16,gateway=10.91.0.7 {router}",
                contains("routes", "10.3.0.0/16"));
        set(
                "routers",
                "router",
                "routes",
                List.of(),
                "router set --no-route {router}",
                router -> router.path("routes").isEmpty());
        add("routers", "router", "remove-interface", subnet, "router remove subnet {router} {subnet}", _ -> true);
        add(
                "routers",
                "router",
                "unset-gateway",
                Map.of(),
                "router unset --external-gateway {router}",
                hasGateway().negate());
        add("routers", "router", DELETE, Map.of(), "router delete {router}", _ -> true);
    }

    private static Predicate<JsonNode> hasGateway() {
        return router -> router.path("external_gateway_info").isObject();
    }

    private void addDeletionsOfNetworks() {
        add("subnets", "subnet", DELETE, Map.of(), "subnet delete {subnet}", _ -> true);
        for (String key : List.of("network", "both", "routed")) {
            add("networks", key, DELETE, Map.of(), "network delete {" + key + "}", _ -> true);
        }
        for (String key : List.of("group", "clone", "open")) {
            add("security-groups", key, DELETE, Map.of(), "security group delete {" + key + "}", _ -> true);
        }
    }

    private void addFloatingIpSteps() {
        add(
                "floating-ips",
                "floatingip",
                CREATE,
                Map.of("network", PUBLIC, DESCRIPTION, "created"),
                "floating ip create --description created public",
                field(DESCRIPTION, "created"));
        describe("floating-ips", "floatingip", "floating ip set --description tried {floatingip}");
        setTags("floating-ips", "floatingip", "floating ip");
        add("floating-ips", "floatingip", DELETE, Map.of(), "floating ip delete {floatingip}", _ -> true);
    }

    private void addServerGroupSteps() {
        add(
                "server-groups",
                "servergroup",
                CREATE,
                Map.of("name", "NAME", "policy", "soft-affinity"),
                "server group create --policy soft-affinity NAME",
                field("policy", "soft-affinity"));
        add("server-groups", "servergroup", DELETE, Map.of(), "server group delete {servergroup}", _ -> true);
    }

    private static Predicate<JsonNode> available() {
        return field("status", "available");
    }

    private static Predicate<JsonNode> field(String field, String value) {
        return resource -> resource.path(field).asString("").equals(value);
    }

    private static Predicate<JsonNode> contains(String field, String text) {
        return resource -> resource.path(field).toString().contains(text);
    }

    private static Predicate<JsonNode> metadata(String key, String value) {
        return volume -> volume.path("metadata").path(key).asString("").equals(value);
    }

    private void rename(String kind, String key, String command) {
        set(
                kind,
                key,
                "name",
                "NAME-2",
                command,
                resource -> resource.path("name").asString("").endsWith("-2"));
    }

    private void describe(String kind, String key, String command) {
        set(kind, key, DESCRIPTION, "tried", command, field(DESCRIPTION, "tried"));
    }

    /** @param key also the noun in the commands */
    private void setAdminState(String kind, String key) {
        for (boolean up : new boolean[] {false, true}) {
            String command = key + " set --" + (up ? "enable" : "disable") + " {" + key + "}";
            set(kind, key, "adminStateUp", up, command, field("admin_state_up", String.valueOf(up)));
        }
    }

    /** @param noun the noun in the command */
    private void setTags(String kind, String key, String noun) {
        add(
                kind,
                key,
                "set-tags",
                Map.of("tags", List.of("tried")),
                noun + " set --tag tried {" + key + "}",
                contains("tags", "tried"));
    }

    private void set(
            String kind, String key, String attribute, Object value, String command, Predicate<JsonNode> reached) {
        add(kind, key, SET, Map.of(attribute, value), command, reached);
    }

    private void flag(String kind, String action, String command, String field, String value) {
        add(kind, kind.equals("images") ? "image" : "volume", action, Map.of(), command, field(field, value));
    }

    private void add(
            String kind,
            String key,
            String action,
            Map<String, Object> body,
            String command,
            Predicate<JsonNode> reached) {
        steps.add(ResourceActionStep.of(kind, key, action, body, command, reached));
    }

    private void add(
            String kind,
            String key,
            String action,
            Map<String, Object> body,
            String command,
            Predicate<JsonNode> reached,
            String preparation,
            String before) {
        steps.add(
                ResourceActionStep.of(kind, key, action, body, command, reached).after(preparation, before));
    }
}
