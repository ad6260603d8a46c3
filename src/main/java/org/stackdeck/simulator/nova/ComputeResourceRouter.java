package org.stackdeck.simulator.nova;

import java.util.List;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Routes requests for Nova's resources other than servers. */
final class ComputeResourceRouter {

    private final FlavorsResource flavorsResource;
    private final LimitsAndQuotasResource limitsAndQuotasResource;
    private final KeyPairsResource keyPairs;
    private final ServerGroupsResource groups;

    ComputeResourceRouter(String base, CloudState cloud) {
        this.flavorsResource = new FlavorsResource(base);
        this.limitsAndQuotasResource = new LimitsAndQuotasResource(cloud.quotas(), cloud.groups());
        this.keyPairs = new KeyPairsResource(cloud.keyPairs(), cloud.quotas(), cloud.time());
        this.groups = new ServerGroupsResource(cloud.groups(), cloud.servers(), cloud.quotas());
    }

    ApiResponse handle(NovaRequest novaRequest, String what, List<String> path) {
        return switch (what) {
            case "flavors" -> flavorsResource.handle(novaRequest, path);
            case "limits" -> limitsAndQuotasResource.limits(novaRequest);
            case "os-quota-sets" -> quotaSet(novaRequest, path);
            case "os-keypairs" -> keyPairs.handle(novaRequest, path);
            case "os-server-groups" -> groups.handle(novaRequest, path);
            case "os-availability-zone" -> zones();
            case "extensions" -> {
                ObjectNode document = Json.object();
                document.putArray("extensions");
                yield ApiResponse.ok(document);
            }
            default -> throw new UnknownPathException();
        };
    }

    private ApiResponse quotaSet(NovaRequest novaRequest, List<String> path) {
        if (path.isEmpty()) {
            throw new UnknownPathException();
        }
        return limitsAndQuotasResource.quotaSet(novaRequest, path.getFirst(), path.size() == 1 ? "" : path.get(1));
    }

    private static ApiResponse zones() {
        ObjectNode document = Json.object();
        ObjectNode zone = document.putArray("availabilityZoneInfo").addObject().put("zoneName", "nova");
        zone.putObject("zoneState").put("available", true);
        zone.putNull("hosts");
        return ApiResponse.ok(document);
    }
}
