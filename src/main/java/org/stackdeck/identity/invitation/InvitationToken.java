package org.stackdeck.identity.invitation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Secret token of an invitation, 256 bits. Shown once; only its digest is stored. */
public record InvitationToken(String value) {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{43}");

    public InvitationToken {
        if (value.length() != 43 || !PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not an invitation's token");
        }
    }

    /** Parses the value sent by a client; empty if it is malformed. */
    public static Optional<InvitationToken> parse(String sent) {
        return sent.length() == 43 && PATTERN.matcher(sent).matches()
                ? Optional.of(new InvitationToken(sent))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "InvitationToken[…]";
    }
}
