package org.stackdeck.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;

/**
 * Users who have a permission on a server, now or later.
 *
 * @param owner owner of the server, with or without access; null if it has none
 * @param all ordered by name
 * @param changesAt first moment at which time alone changes the result; null if it never does
 */
public record Holders(
        @Nullable User owner, List<Holder> all, @Nullable Instant changesAt) {

    public Holders {
        all = List.copyOf(all);
    }
}
