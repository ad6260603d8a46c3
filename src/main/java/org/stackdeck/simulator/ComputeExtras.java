package org.stackdeck.simulator;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Routes the requests of Nova's resources other than servers. */
final class ComputeExtras {

    private final Flavors flavors;
    private final Limits limits;
    private final KeyPairsResource keyPairs;
    private final ServerGroupsResource groups;

    ComputeExtras(String base, CloudState cloud) {
        this.flavors = new Flavors(base);
        this.limits = new Limits(cloud.quotas(), cloud.groups());
        this.keyPairs = new KeyPairsResource(cloud.keyPairs(), cloud.quotas(), cloud.time());
        this.groups = new ServerGroupsResource(cloud.groups(), cloud.servers(), cloud.quotas());
    }

    Reply answer(NovaCall call, String what, List<String> path) {
        return switch (what) {
            case "flavors" -> flavors.answer(call, path);
            case "limits" -> limits.limits(call);
            case "os-quota-sets" -> quotaSet(call, path);
            case "os-keypairs" -> keyPairs.answer(call, path);
            case "os-server-groups" -> groups.answer(call, path);
            case "os-availability-zone" -> zones();
            case "extensions" -> {
                ObjectNode document = Json.object();
                document.putArray("extensions");
                yield Reply.ok(document);
            }
            default -> throw new NoSuchPath();
        };
    }

    private Reply quotaSet(NovaCall call, List<String> path) {
        if (path.isEmpty()) {
            throw new NoSuchPath();
        }
        return limits.quotaSet(call, path.getFirst(), path.size() == 1 ? "" : path.get(1));
    }

    private static Reply zones() {
        ObjectNode document = Json.object();
        ObjectNode zone = document.putArray("availabilityZoneInfo").addObject().put("zoneName", "nova");
        zone.putObject("zoneState").put("available", true);
        zone.putNull("hosts");
        return Reply.ok(document);
    }
}
