package org.stackdeck.identity;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Issues and checks the tokens by which a browser shows that a user has signed in there before. A token proves nothing about
 * who uses the browser: it only gives the user's password attempts a limit of their own. It is sealed by the secrets key for
 * one account, and void once the account's password changed or its sessions were ended.
 */
@Service
public class TrustedDeviceService {

    /** How long a token is valid; each sign-in renews it. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    /** Accounts that one browser has tokens for. */
    private static final int MAX_TOKENS = 4;

    private static final int MAX_TOKEN_LENGTH = 200;
    private static final int BYTES = 3 * Long.BYTES;

    private final SecretBox box;
    private final Clock clock;

    TrustedDeviceService(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * The tokens that a browser is to keep after the user signed in there: a new one for the user, and those of other accounts.
     *
     * @param presented those that it has
     */
    public List<String> renew(User user, List<String> presented) {
        UUID device = find(user, presented).map(UUID::fromString).orElseGet(UUID::randomUUID);
        byte[] content = ByteBuffer.allocate(BYTES)
                .putLong(device.getMostSignificantBits())
                .putLong(device.getLeastSignificantBits())
                .putLong(clock.instant().getEpochSecond())
                .array();
        List<String> kept = new ArrayList<>(List.of(box.seal(content, owner(user))));
        limited(presented).filter(token -> open(user, token).isEmpty()).forEach(kept::add);
        return kept.stream().limit(MAX_TOKENS).toList();
    }

    /** The id of the device, if one of the tokens was issued for the user and is still valid. */
    Optional<String> find(User user, List<String> presented) {
        return limited(presented)
                .flatMap(token -> open(user, token).stream())
                .map(UUID::toString)
                .findFirst();
    }

    private Optional<UUID> open(User user, String token) {
        try {
            ByteBuffer content = ByteBuffer.wrap(box.open(token, owner(user)));
            if (content.remaining() != BYTES) {
                return Optional.empty();
            }
            UUID device = new UUID(content.getLong(), content.getLong());
            Instant end = Instant.ofEpochSecond(content.getLong()).plus(LIFETIME);
            return end.isAfter(clock.instant()) ? Optional.of(device) : Optional.empty();
        } catch (UnreadableSecretException | IllegalStateException e) {
            // Another account's, from before a password change, or not a token at all.
            return Optional.empty();
        }
    }

    private static Stream<String> limited(List<String> presented) {
        return presented.stream()
                .filter(token -> token.length() <= MAX_TOKEN_LENGTH)
                .limit(MAX_TOKENS);
    }

    private static String owner(User user) {
        return "trusted device of " + user.id() + " " + user.generation();
    }
}
