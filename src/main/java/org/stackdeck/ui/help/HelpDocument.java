package org.stackdeck.ui.help;

import java.util.Arrays;
import java.util.Optional;

/** A document of the help page. The build copies the files from {@code docs/}. */
enum HelpDocument {
    ACCESS("access", false),
    SIGN_IN("sign-in", false),
    REST("rest", false),
    CONNECT("connect", true),
    CONFIGURATION("configuration", true),
    PRODUCTION("production", true);

    private final String code;
    private final boolean administrators;

    HelpDocument(String code, boolean administrators) {
        this.code = code;
        this.administrators = administrators;
    }

    /** Returns the file name without extension. It is also part of the URL. */
    String code() {
        return code;
    }

    /** Returns whether administrators, or other users, can read the document. */
    boolean isFor(boolean administrator) {
        return administrator || !administrators;
    }

    static Optional<HelpDocument> of(String code) {
        return Arrays.stream(values())
                .filter(document -> document.code.equals(code))
                .findFirst();
    }
}
