package org.stackdeck.simulator.support;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Creates IDs from names. The IDs are the same after each start, so that references stored by Stackdeck remain valid.
 */
public final class StableIds {

    private StableIds() {}

    /** Returns an ID in Keystone's format: 32 hexadecimal digits. */
    public static String plain(String kind, String name) {
        return dashed(kind, name).replace("-", "");
    }

    /** Returns an ID in the format of the other services: a UUID. */
    public static String dashed(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
