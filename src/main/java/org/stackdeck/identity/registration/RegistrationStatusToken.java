package org.stackdeck.identity.registration;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ticket that allows an applicant to read the status of their registration. */
public record RegistrationStatusToken(String token) {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{43}");

    public RegistrationStatusToken {
        if (token.length() != 43 || !PATTERN.matcher(token).matches()) {
            throw new IllegalArgumentException("not a claim");
        }
    }

    /** Parses the value sent by a client; empty if it is malformed. */
    public static Optional<RegistrationStatusToken> parse(String sent) {
        return sent.length() == 43 && PATTERN.matcher(sent).matches()
                ? Optional.of(new RegistrationStatusToken(sent))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "RegistrationTicket[…]";
    }
}
