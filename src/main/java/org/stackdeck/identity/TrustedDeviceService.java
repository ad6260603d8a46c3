package org.stackdeck.identity;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Issues and checks the tokens by which a browser shows that a user has signed in there before. A token proves nothing about
 * who uses the browser: it only gives the user's password attempts a limit of their own. It is sealed by the secrets key,
 * contains the account, and is void once the account's password changed or its sessions were ended. Opening a token does not
 * depend on the name that is typed.
 */
@Service
public class TrustedDeviceService {

    /** How long a token is valid; each sign-in renews it. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    /** Accounts that one browser has tokens for. */
    private static final int MAX_TOKENS = 4;

    private static final int MAX_TOKEN_LENGTH = 200;
    private static final Pattern TOKEN = Pattern.compile("1\\.[A-Za-z0-9+/=]+");
    private static final String OWNER = "trusted device";
    private static final int BYTES = 6 * Long.BYTES;

    private final SecretBox box;
    private final Clock clock;

    /** @param generation of the account when the token was issued */
    record TrustedDevice(UUID id, UserId account, long generation) {

        boolean isOf(User user) {
            return account.equals(user.id()) && generation == user.generation();
        }
    }

    private record OpenedToken(String token, TrustedDevice device) {}

    TrustedDeviceService(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * The tokens that a browser is to keep after the user signed in there: a new one for the user, and the valid ones of other
     * accounts.
     *
     * @param presented those that it has, which may be anything
     */
    public List<String> renew(User user, List<String> presented) {
        UUID device = find(user, presented).map(UUID::fromString).orElseGet(UUID::randomUUID);
        List<String> kept = new ArrayList<>(List.of(seal(new TrustedDevice(device, user.id(), user.generation()))));
        opened(presented)
                .filter(each -> !each.device().account().equals(user.id()))
                .map(OpenedToken::token)
                .forEach(kept::add);
        return kept.stream().limit(MAX_TOKENS).toList();
    }

    /** The devices of all tokens that open and have not expired. */
    List<TrustedDevice> open(List<String> presented) {
        return opened(presented).map(OpenedToken::device).toList();
    }

    /** The id of the device, if one of the tokens was issued for the user and is still valid. */
    Optional<String> find(User user, List<String> presented) {
        return open(presented).stream()
                .filter(device -> device.isOf(user))
                .map(device -> device.id().toString())
                .findFirst();
    }

    private Stream<OpenedToken> opened(List<String> presented) {
        return presented.stream()
                .filter(token -> token.length() <= MAX_TOKEN_LENGTH)
                .limit(MAX_TOKENS)
                .filter(token -> TOKEN.matcher(token).matches())
                .flatMap(token -> open(token).map(device -> new OpenedToken(token, device)).stream());
    }

    private String seal(TrustedDevice device) {
        ByteBuffer content = ByteBuffer.allocate(BYTES);
        put(content, device.id());
        put(content, device.account().value());
        content.putLong(device.generation());
        content.putLong(clock.instant().getEpochSecond());
        return box.seal(content.array(), OWNER);
    }

    private Optional<TrustedDevice> open(String token) {
        try {
            ByteBuffer content = ByteBuffer.wrap(box.open(token, OWNER));
            if (content.remaining() != BYTES) {
                return Optional.empty();
            }
            TrustedDevice device = new TrustedDevice(uuid(content), new UserId(uuid(content)), content.getLong());
            Instant end = Instant.ofEpochSecond(content.getLong()).plus(LIFETIME);
            return end.isAfter(clock.instant()) ? Optional.of(device) : Optional.empty();
        } catch (UnreadableSecretException | IllegalStateException e) {
            // Sealed by another key, or not a token at all.
            return Optional.empty();
        }
    }

    private static void put(ByteBuffer content, UUID id) {
        content.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer content) {
        return new UUID(content.getLong(), content.getLong());
    }
}
