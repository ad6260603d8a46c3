package org.stackdeck.ui.component;

import java.util.List;
import org.stackdeck.ui.ViewModel;

/** A text that is translated when it is shown. */
@ViewModel
public sealed interface Phrase {

    /** A translation key with its arguments. */
    record Key(String key, List<Object> arguments) implements Phrase {

        public Key {
            arguments = List.copyOf(arguments);
        }
    }

    /** Text from outside, such as an error message of a cloud. Shown unchanged, and always as text. */
    record Verbatim(String text) implements Phrase {}

    static Phrase of(String key, Object... arguments) {
        return new Key(key, List.of(arguments));
    }
}
