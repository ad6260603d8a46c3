package org.stackdeck.inventory.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.cache.CompressedJson;

/**
 * Part of the changes of the servers of a cloud.
 *
 * @param complete whether a complete state begins with this part, which replaces all servers of earlier changes
 * @param state health and progress of the cloud; null in all parts but the last
 */
record InventoryChange(
        boolean complete, @Nullable PublishedCloudHealth state, List<Server> servers, List<ServerId> deleted) {

    private static final CompressedJson JSON = new CompressedJson();

    String serialize() {
        return JSON.writeText(this);
    }

    /**
     * @throws RuntimeException if the text is damaged, or another version of Stackdeck has written it in an
     *     incompatible format
     */
    static InventoryChange parse(String text) {
        return JSON.readText(text, InventoryChange.class);
    }
}
