package org.stackdeck.ui;

import java.util.Arrays;
import java.util.Optional;

/** Page that opens after sign-in and at the root path. */
public enum StartPage {
    SERVERS("servers"),
    OVERVIEW("overview");

    private final String code;

    StartPage(String code) {
        this.code = code;
    }

    /** Returns the name in the user's preferences and in message keys. */
    public String code() {
        return code;
    }

    public static Optional<StartPage> fromCode(String code) {
        return Arrays.stream(values()).filter(page -> page.code.equals(code)).findFirst();
    }
}
