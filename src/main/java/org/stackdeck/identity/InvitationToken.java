package org.stackdeck.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** What opens an invitation, for whoever has it: 256 bits. Shown once, and kept nowhere but with the one invited. */
public record InvitationToken(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public InvitationToken {
        if (value.length() != 43 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an invitation's token");
        }
    }

    /** What a client sent; empty when it is no such token. */
    public static Optional<InvitationToken> parse(String sent) {
        return sent.length() == 43 && FORM.matcher(sent).matches()
                ? Optional.of(new InvitationToken(sent))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "InvitationToken[…]";
    }
}
