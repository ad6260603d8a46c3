package org.stackdeck.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that are the same at every start, so that what a console remembers of them stays true. */
final class Ids {

    private Ids() {}

    /** As Keystone writes them: 32 hexadecimal digits. */
    static String plain(String kind, String name) {
        return dashed(kind, name).replace("-", "");
    }

    /** As the other services write them. */
    static String dashed(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
