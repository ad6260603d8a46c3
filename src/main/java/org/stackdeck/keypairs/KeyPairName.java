package org.stackdeck.keypairs;

import org.stackdeck.platform.InvisibleCharacters;

/**
 * Name of a key pair: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace, and invisible
 * characters, are removed.
 */
public record KeyPairName(String value) {

    public static final int MAX_LENGTH = 100;

    public KeyPairName {
        value = InvisibleCharacters.removeFromName(value.strip(), MAX_LENGTH);
    }

    /**
     * Creates a name read from the database. Earlier versions accepted invisible characters; a name that consists of
     * them becomes {@code -}.
     */
    static KeyPairName stored(String name) {
        String visible = InvisibleCharacters.remove(name);
        return new KeyPairName(visible.isEmpty() ? "-" : visible);
    }

    @Override
    public String toString() {
        return value;
    }
}
