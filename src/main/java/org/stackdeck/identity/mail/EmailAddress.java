package org.stackdeck.identity.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail address in the form {@code local@domain}, ASCII, at most {@value #MAX_LENGTH} characters (RFC 5321, section
 * 4.5.3.1). Quoted local parts, comments and address literals are not accepted, so that an address always identifies a
 * single recipient and cannot contain a line break.
 */
public record EmailAddress(String value) {

    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern PATTERN =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** Parses the typed text; returns empty if it is malformed. */
    public static Optional<EmailAddress> parse(String typed) {
        String stripped = typed.strip();
        return isValid(stripped) ? Optional.of(new EmailAddress(stripped)) : Optional.empty();
    }

    private static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH
                && value.indexOf('@') <= MAX_LOCAL_LENGTH
                && PATTERN.matcher(value).matches();
    }

    /** Hides the address from logs and error messages. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
