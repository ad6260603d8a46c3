package org.stackdeck.simulator;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Nova has beside servers: flavors, limits, key pairs, availability zones. */
final class ComputeExtras {

    private final ServerStore store;
    private final String base;

    ComputeExtras(ServerStore store, String base) {
        this.store = store;
        this.base = base;
    }

    Reply answer(NovaCall call, String what, List<String> path) {
        return switch (what) {
            case "flavors" -> flavors(call, path);
            case "limits" -> limits(call);
            case "os-keypairs" -> keyPairs(call);
            case "os-availability-zone" -> zones();
            case "extensions" -> {
                ObjectNode document = Json.object();
                document.putArray("extensions");
                yield Reply.ok(document);
            }
            default -> throw new NoSuchPath();
        };
    }

    private Reply flavors(NovaCall call, List<String> path) {
        ObjectNode document = Json.object();
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            ArrayNode list = document.putArray("flavors");
            Infrastructure.flavors().stream()
                    .filter(f -> !f.deleted())
                    .forEach(f -> list.add(path.isEmpty() ? brief(call, f) : detail(call, f)));
            return Reply.ok(document);
        }
        SimulatedFlavor flavor = Infrastructure.flavor(path.getFirst())
                .filter(f -> !f.deleted())
                .orElseThrow(() -> Refusal.notFound("Flavor " + path.getFirst() + " could not be found."));
        if (path.size() == 1) {
            document.set("flavor", detail(call, flavor));
            return Reply.ok(document);
        }
        if (!path.get(1).equals("os-extra_specs")) {
            throw new NoSuchPath();
        }
        ObjectNode specs = document.putObject("extra_specs");
        flavor.extraSpecs().forEach(specs::put);
        return Reply.ok(document);
    }

    private ObjectNode brief(NovaCall call, SimulatedFlavor flavor) {
        ObjectNode node = Json.object().put("id", flavor.id()).put("name", flavor.name());
        node.set("links", links(flavor));
        if (call.version().atLeast(55)) {
            node.putNull("description");
        }
        return node;
    }

    private ObjectNode detail(NovaCall call, SimulatedFlavor flavor) {
        ObjectNode node = Json.object()
                .put("id", flavor.id())
                .put("name", flavor.name())
                .put("ram", flavor.ram())
                .put("disk", flavor.disk());
        if (call.version().atLeast(75)) {
            node.put("swap", 0);
        } else {
            node.put("swap", "");
        }
        node.put("OS-FLV-EXT-DATA:ephemeral", 0)
                .put("OS-FLV-DISABLED:disabled", false)
                .put("vcpus", flavor.vcpus())
                .put("os-flavor-access:is_public", true)
                .put("rxtx_factor", 1.0);
        node.set("links", links(flavor));
        if (call.version().atLeast(55)) {
            node.putNull("description");
        }
        if (call.version().atLeast(61)) {
            ObjectNode specs = node.putObject("extra_specs");
            flavor.extraSpecs().forEach(specs::put);
        }
        return node;
    }

    private ArrayNode links(SimulatedFlavor flavor) {
        return Json.array()
                .add(Json.link("self", base + "/v2.1/flavors/" + flavor.id()))
                .add(Json.link("bookmark", base + "/flavors/" + flavor.id()));
    }

    private Reply limits(NovaCall call) {
        boolean old = !call.version().atLeast(36);
        boolean files = !call.version().atLeast(57);
        boolean imageMeta = !call.version().atLeast(39);
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        ObjectNode absolute = limits.putObject("absolute")
                .put("maxTotalInstances", 20000)
                .put("maxTotalCores", 200000)
                .put("maxTotalRAMSize", 400000000)
                .put("maxServerMeta", 128);
        if (imageMeta) {
            absolute.put("maxImageMeta", 128);
        }
        if (files) {
            absolute.put("maxPersonality", 5).put("maxPersonalitySize", 10240);
        }
        absolute.put("maxTotalKeypairs", 100).put("maxServerGroups", 100).put("maxServerGroupMembers", 1000);
        if (old) {
            absolute.put("maxTotalFloatingIps", -1).put("maxSecurityGroups", -1).put("maxSecurityGroupRules", -1);
        }
        absolute.put(
                        "totalRAMUsed",
                        own(call).mapToInt(s -> s.origin().flavor().ram()).sum())
                .put(
                        "totalCoresUsed",
                        own(call).mapToInt(s -> s.origin().flavor().vcpus()).sum())
                .put("totalInstancesUsed", own(call).count());
        if (old) {
            absolute.put("totalFloatingIpsUsed", 0).put("totalSecurityGroupsUsed", 0);
        }
        absolute.put("totalServerGroupsUsed", 0);
        return Reply.ok(document);
    }

    private Stream<SimulatedServer> own(NovaCall call) {
        return store.newestFirst().stream()
                .filter(s -> !s.deleted() && s.origin().project().equals(call.project()));
    }

    private static Reply keyPairs(NovaCall call) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("keypairs");
        if (call.token().user().equals(Accounts.CONSOLE)) {
            ObjectNode pair = list.addObject().putObject("keypair");
            pair.put("name", "console-key")
                    .put("public_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8Q console@simulated")
                    .put("fingerprint", "0f:a2:0a:d7:38:3e:65:45:08:6b:63:84:1c:ff:dc:ba");
            if (call.version().atLeast(2)) {
                pair.put("type", "ssh");
            }
        }
        return Reply.ok(document);
    }

    private static Reply zones() {
        ObjectNode document = Json.object();
        ObjectNode zone = document.putArray("availabilityZoneInfo").addObject().put("zoneName", "nova");
        zone.putObject("zoneState").put("available", true);
        zone.putNull("hosts");
        return Reply.ok(document);
    }
}
