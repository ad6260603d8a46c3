package org.stackdeck.identity.signin;

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
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.UnreadableSecretException;

/**
 * Issues and checks tokens of browsers. A token proves that a user has signed in with the browser before. It does not
 * authenticate the user: it only gives the user's password attempts a separate limit. The token is encrypted with the
 * secrets key, contains the ID of the account, and becomes invalid when the account's generation increases, for example
 * because the password changes. Stackdeck decrypts a token independently of the name that the user types.
 */
@Service
public class KnownBrowserTokenService {

    /** Validity period of a token; each sign-in renews it. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    /** Maximum number of accounts for which one browser has tokens. */
    private static final int MAX_TOKENS = 4;

    private static final int MAX_TOKEN_LENGTH = 200;
    private static final Pattern TOKEN = Pattern.compile("1\\.[A-Za-z0-9+/=]+");
    private static final String OWNER = "trusted device";
    private static final int BYTES = 6 * Long.BYTES;

    private final SecretBox box;
    private final Clock clock;

    /** @param generation generation of the account when the token was issued */
    record TrustedBrowser(UUID id, UserId account, long generation) {

        boolean isOf(User user) {
            return account.equals(user.id()) && generation == user.generation();
        }
    }

    private record OpenedToken(String token, TrustedBrowser browser) {}

    KnownBrowserTokenService(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * Returns the tokens that the browser stores after the user has signed in: a new one for the user, and the valid
     * ones of other accounts.
     *
     * @param presented tokens sent by the browser; may contain anything
     */
    public List<String> renew(User user, List<String> presented) {
        UUID browser = find(user, presented).map(UUID::fromString).orElseGet(UUID::randomUUID);
        List<String> kept = new ArrayList<>(List.of(seal(new TrustedBrowser(browser, user.id(), user.generation()))));
        opened(presented)
                .filter(each -> !each.browser().account().equals(user.id()))
                .map(OpenedToken::token)
                .forEach(kept::add);
        return kept.stream().limit(MAX_TOKENS).toList();
    }

    /** Returns the devices of all tokens that can be decrypted and have not expired. */
    List<TrustedBrowser> open(List<String> presented) {
        return opened(presented).map(OpenedToken::browser).toList();
    }

    /** Returns the ID of the browser, if one of the tokens was issued for the user and is still valid. */
    public Optional<String> find(User user, List<String> presented) {
        return open(presented).stream()
                .filter(browser -> browser.isOf(user))
                .map(browser -> browser.id().toString())
                .findFirst();
    }

    private Stream<OpenedToken> opened(List<String> presented) {
        return presented.stream()
                .filter(token -> token.length() <= MAX_TOKEN_LENGTH)
                .limit(MAX_TOKENS)
                .filter(token -> TOKEN.matcher(token).matches())
                .flatMap(token -> open(token).map(browser -> new OpenedToken(token, browser)).stream());
    }

    private String seal(TrustedBrowser browser) {
        ByteBuffer content = ByteBuffer.allocate(BYTES);
        put(content, browser.id());
        put(content, browser.account().value());
        content.putLong(browser.generation());
        content.putLong(clock.instant().getEpochSecond());
        return box.seal(content.array(), OWNER);
    }

    private Optional<TrustedBrowser> open(String token) {
        try {
            ByteBuffer content = ByteBuffer.wrap(box.open(token, OWNER));
            if (content.remaining() != BYTES) {
                return Optional.empty();
            }
            TrustedBrowser browser = new TrustedBrowser(uuid(content), new UserId(uuid(content)), content.getLong());
            Instant end = Instant.ofEpochSecond(content.getLong()).plus(LIFETIME);
            return end.isAfter(clock.instant()) ? Optional.of(browser) : Optional.empty();
        } catch (UnreadableSecretException | IllegalStateException e) {
            // The text was encrypted with another key, or is not a token.
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
