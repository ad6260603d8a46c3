package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;

/**
 * Whose servers a page shows.
 *
 * @param other somebody else than the reader; null for the reader's own
 */
@ViewModel
record Whose(@Nullable UserName other) {

    static final Whose READERS = new Whose(null);

    /** A phrase that says "you" to the reader and calls anyone else by their name, its last argument. */
    Phrase phrase(String key, Object... arguments) {
        if (other == null) {
            return Phrase.of(key, arguments);
        }
        List<Object> named = new ArrayList<>(List.of(arguments));
        named.add(other.value());
        return new Phrase.Key(key + ".other", named);
    }

    /** That something can be done, where it does not go without saying. */
    Optional<Phrase> can() {
        return Optional.ofNullable(other).map(name -> Phrase.of("seen.can", name.value()));
    }
}
