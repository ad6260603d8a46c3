package org.stackdeck.ui.i18n;

import java.util.List;
import org.stackdeck.ui.ViewLogic;

/** A text that is translated when it is shown. */
@ViewLogic
public sealed interface Message {

    /** A translation key with its arguments. */
    record Key(String key, List<Object> arguments) implements Message {

        public Key {
            arguments = List.copyOf(arguments);
        }
    }

    /** Text from outside, such as an error message of a cloud. Shown unchanged, and always as text. */
    record Verbatim(String text) implements Message {}

    static Message of(String key, Object... arguments) {
        return new Key(key, List.of(arguments));
    }
}
