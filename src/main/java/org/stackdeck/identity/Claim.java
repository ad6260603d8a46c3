package org.stackdeck.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ticket that allows an applicant to read the status of their registration. */
public record Claim(String token) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public Claim {
        if (token.length() != 43 || !FORM.matcher(token).matches()) {
            throw new IllegalArgumentException("not a claim");
        }
    }

    /** Parses the value sent by a client; empty if it is malformed. */
    public static Optional<Claim> parse(String sent) {
        return sent.length() == 43 && FORM.matcher(sent).matches() ? Optional.of(new Claim(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Claim[…]";
    }
}
