package org.stackdeck.ui.component;

import java.util.List;
import org.stackdeck.ui.ViewModel;

/** Something to be said, before the language is known. */
@ViewModel
public sealed interface Phrase {

    /** A key of the translations with its arguments. */
    record Key(String key, List<Object> arguments) implements Phrase {

        public Key {
            arguments = List.copyOf(arguments);
        }
    }

    /** Words that come from outside, such as a cloud's own message: shown as they are, as text and never as markup. */
    record Verbatim(String text) implements Phrase {}

    static Phrase of(String key, Object... arguments) {
        return new Key(key, List.of(arguments));
    }
}
