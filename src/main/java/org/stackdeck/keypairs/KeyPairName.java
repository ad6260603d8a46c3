package org.stackdeck.keypairs;

import org.stackdeck.platform.InvisibleCharacters;

/**
 * Name of a key pair: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace, and invisible
 * characters, are removed.
 */
public record KeyPairName(String value) {

    public static final int MAX_LENGTH = 100;

    public KeyPairName {
        if (value.length() > 2 * MAX_LENGTH || value.strip().codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of a key pair must be a single line of at most " + MAX_LENGTH + " characters");
        }
        value = InvisibleCharacters.remove(value);
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the name of a key pair has 1 to " + MAX_LENGTH + " characters");
        }
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
