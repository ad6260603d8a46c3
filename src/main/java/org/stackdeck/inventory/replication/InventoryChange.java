package org.stackdeck.inventory.replication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.cache.CompressedJson;

/**
 * A part of the changes of a cloud.
 *
 * @param complete whether a complete state begins, so that servers of earlier changes no longer exist
 * @param state null in all parts but the last
 */
record InventoryChange(
        boolean complete, @Nullable ReplicatedState state, List<Server> servers, List<ServerId> deleted) {

    private static final CompressedJson JSON = new CompressedJson();

    String serialize() {
        try {
            return Base64.getEncoder().encodeToString(JSON.write(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws RuntimeException if the text is damaged or of another version of Stackdeck */
    static InventoryChange parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        try {
            return JSON.read(new ByteArrayInputStream(bytes), InventoryChange.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
