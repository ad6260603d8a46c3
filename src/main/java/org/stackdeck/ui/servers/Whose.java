package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;

/**
 * The user whose servers a page shows.
 *
 * @param other a user other than the viewer; null for the viewer
 */
@ViewModel
record Whose(@Nullable UserName other) {

    static final Whose READERS = new Whose(null);

    /** Returns a message that addresses the viewer, or one that takes the other user's name as its last argument. */
    Phrase phrase(String key, Object... arguments) {
        if (other == null) {
            return Phrase.of(key, arguments);
        }
        List<Object> named = new ArrayList<>(List.of(arguments));
        named.add(other.value());
        return new Phrase.Key(key + ".other", named);
    }

    /** Returns the text for an available action; empty for the viewer, who needs none. */
    Optional<Phrase> can() {
        return Optional.ofNullable(other).map(name -> Phrase.of("seen.can", name.value()));
    }
}
