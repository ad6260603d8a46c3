package org.stackdeck.api.servers;

import java.util.List;
import java.util.Map;
import org.stackdeck.api.CloudFreshnessResponse;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;

/**
 * Servers that a user may see.
 *
 * @param complete whether all visible servers have been loaded at least once; otherwise servers may be missing
 * @param clouds state of each cloud, sorted by name
 */
record ServerListResponse(List<ServerResponse> servers, boolean complete, List<CloudFreshnessResponse> clouds) {

    static ServerListResponse of(List<ServerResponse> servers, Map<CloudName, Freshness> freshness) {
        return new ServerListResponse(
                servers,
                freshness.values().stream().allMatch(Freshness::complete),
                CloudFreshnessResponse.of(freshness));
    }
}
