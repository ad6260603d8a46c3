package org.stackdeck.keypairs;

/** Name of a key pair: 1 to {@value #LONGEST} characters on one line, without leading or trailing blanks. */
public record KeyName(String value) {

    public static final int LONGEST = 100;

    public KeyName {
        value = value.strip();
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.codePoints().anyMatch(point -> Character.isISOControl(point))) {
            throw new IllegalArgumentException("a key's name has 1 to " + LONGEST + " characters on one line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
