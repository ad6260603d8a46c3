package org.stackdeck.ui.i18n;

import java.util.List;
import org.stackdeck.ui.ViewLogic;

/** Text for users: a key that is translated when the text is shown, or a verbatim text. */
@ViewLogic
public sealed interface Message {

    record Key(String key, List<Object> arguments) implements Message {

        public Key {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Text that is shown unchanged, such as an error message of a cloud. The text is untrusted and must not be shown as
     * HTML.
     */
    record Verbatim(String text) implements Message {}

    static Message of(String key, Object... arguments) {
        return new Key(key, List.of(arguments));
    }
}
