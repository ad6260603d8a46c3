package org.stackdeck.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Attempts are counted by address, and by name together with the address, never by name alone: nobody
 * can lock someone else out. An attempt that proves right is given back.
 */
@Component
class Throttle {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** Full buckets forgotten early only help the one who waits; the bound keeps a flood of addresses from filling memory. */
    private static final long REMEMBERED = 100_000;

    private final Limits limits;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(WINDOW)
            .build();

    Throttle(Limits limits) {
        this.limits = limits;
    }

    /** Counts a try at a secret of the account that goes by this name, or throws {@link TooManyAttemptsException}. */
    Attempt secret(String name, String source) {
        Bucket bySource = bucket("source " + network(source), limits.perSource());
        Bucket byBoth = bucket(
                "both " + network(source) + " " + cut(name).toLowerCase(Locale.ROOT), limits.perAccountAndSource());
        take(byBoth);
        take(bySource);
        return () -> {
            byBoth.addTokens(1);
            bySource.addTokens(1);
        };
    }

    /** Counts a try at a code of the user's second factor, or throws {@link TooManyAttemptsException}. */
    Attempt code(UserId user, String source) {
        Bucket byBoth = bucket("code " + network(source) + " " + user, limits.perAccountAndSource());
        Bucket byUser = bucket("code " + user, limits.codesPerAccount());
        take(byBoth);
        take(byUser);
        return () -> {
            byBoth.addTokens(1);
            byUser.addTokens(1);
        };
    }

    /** Counts a try to sign in by a passkey. */
    Attempt passkey(String source) {
        Bucket bucket = bucket("source " + network(source), limits.perSource());
        take(bucket);
        return () -> bucket.addTokens(1);
    }

    /** Counts a try at an invitation's token. */
    Attempt invitation(String source) {
        return passkey(source);
    }

    /** Counts a try at a name by someone who was invited, from wherever: they may not find out all names that there are. */
    Attempt takenName(InvitationId invitation) {
        Bucket bucket = bucket("name " + invitation, limits.perAccountAndSource());
        take(bucket);
        return () -> bucket.addTokens(1);
    }

    void challenge(String source) {
        take(bucket("challenge " + network(source), limits.challenges()));
    }

    void registration(String source) {
        take(bucket("registration " + network(source), limits.registrations()));
    }

    Attempt setup(String source) {
        Bucket bucket = bucket("setup " + network(source), limits.setup());
        take(bucket);
        return () -> bucket.addTokens(1);
    }

    /** How many names and addresses are remembered now. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(String key, int capacity) {
        return buckets.get(
                key,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, WINDOW))
                        .build());
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyAttemptsException(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** An IPv6 customer owns a whole /64, so that is one source, however it is written; IPv4 within IPv6 is IPv4. */
    static String network(String source) {
        try {
            byte[] address = InetAddress.ofLiteral(source.split("%", 2)[0]).getAddress();
            return HexFormat.of().formatHex(address, 0, Math.min(address.length, 8));
        } catch (IllegalArgumentException e) {
            return source;
        }
    }

    private static String cut(String name) {
        return name.length() > UserName.MAX_LENGTH ? name.substring(0, UserName.MAX_LENGTH) : name;
    }

    /** A counted attempt. */
    @FunctionalInterface
    interface Attempt {
        void giveBack();
    }
}
