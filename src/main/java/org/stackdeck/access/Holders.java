package org.stackdeck.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;

/**
 * Everyone who may do something with one server at one moment, or will.
 *
 * @param owner to whom it belongs, whether or not this gives them anything; null for nobody
 * @param all by name
 * @param changesAt the first moment at which time alone changes something; null if it never does
 */
public record Holders(
        @Nullable User owner, List<Holder> all, @Nullable Instant changesAt) {

    public Holders {
        all = List.copyOf(all);
    }
}
