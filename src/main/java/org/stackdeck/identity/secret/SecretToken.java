package org.stackdeck.identity.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/** Random secret of 256 bits that Stackdeck issues once and stores only as a digest. */
public record SecretToken(String value) {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SecretToken {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a token");
        }
    }

    public static SecretToken create() {
        return new SecretToken(SecretTokens.newToken());
    }

    /** Parses the value sent by a client; empty if it is malformed. */
    public static Optional<SecretToken> parse(String sent) {
        return isValid(sent) ? Optional.of(new SecretToken(sent)) : Optional.empty();
    }

    public String digest() {
        return SecretTokens.digest(value);
    }

    private static boolean isValid(String value) {
        return value.length() == 43 && PATTERN.matcher(value).matches();
    }

    @Override
    public String toString() {
        return "SecretToken[…]";
    }
}
