package org.stackdeck.keypairs;

/** Name of a key pair: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace is removed. */
public record KeyPairName(String value) {

    public static final int MAX_LENGTH = 100;

    public KeyPairName {
        value = value.strip();
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || value.codePoints().anyMatch(point -> Character.isISOControl(point))) {
            throw new IllegalArgumentException(
                    "the name of a key pair has 1 to " + MAX_LENGTH + " characters on one line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
