package org.stackdeck.ui.i18n;

import java.util.List;
import org.stackdeck.ui.ViewLogic;

/** A text for users: a key that is translated when the text is shown, or a verbatim text. */
@ViewLogic
public sealed interface Message {

    /** A translation key with its arguments. */
    record Key(String key, List<Object> arguments) implements Message {

        public Key {
            arguments = List.copyOf(arguments);
        }
    }

    /** A text that is not translated, such as a cloud's error message. Shown unchanged, and never as HTML. */
    record Verbatim(String text) implements Message {}

    static Message of(String key, Object... arguments) {
        return new Key(key, List.of(arguments));
    }
}
