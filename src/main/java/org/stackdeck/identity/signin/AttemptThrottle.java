package org.stackdeck.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.platform.ClientNetwork;

/**
 * Throttles attempts to guess secrets. Attempts at passwords and reset codes are counted by address, and by name
 * together with the address, never by name alone: no user is locked out by guesses from another address. Successful
 * attempts do not count. If an address has used up its attempts at one name, further attempts at this name are refused.
 * If an address has used up its attempts at all names together, it is not blocked: further attempts wait in a {@link
 * RateLimitedAttemptQueue}, whether or not the name exists. Under attack, the queue admits only a share of the
 * attempts. Three kinds of attempts do not depend on the queue: attempts at a name that signed in from the same address
 * before (a known pair, kept in memory for 30 days), attempts from a browser in which the user signed in before, and
 * attempts in an open session. These attempts have separate limits, which attempts at other names cannot use up.
 * Secrets that cannot be guessed are checked first; only failures count.
 *
 * <p>The password of a known pair is checked before the attempt would wait. If the password is wrong, the attempt waits
 * or is refused like any other, so that the response does not reveal which pairs are known. Attempts at other pairs are
 * delayed by about the duration of a check instead.
 */
@Component
public class AttemptThrottle {

    private static final Duration SUCCESS_WINDOW = Duration.ofMinutes(1);
    private static final Duration PAIR_LIFETIME = Duration.ofDays(30);

    private final AttemptLimitProperties attemptLimitProperties;
    private final AttemptBuckets buckets = new AttemptBuckets();
    private final SourceAttemptQueues queues;
    /** Known pairs of a name or account and a network. The value limits the number of checks for the pair. */
    private final Cache<String, AttemptBucket> knownPairs = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(AttemptBuckets.MAX_BUCKETS)
            .expireAfterWrite(PAIR_LIFETIME)
            .build();

    AttemptThrottle(AttemptLimitProperties attemptLimitProperties) {
        this.attemptLimitProperties = attemptLimitProperties;
        this.queues = new SourceAttemptQueues(attemptLimitProperties, buckets);
    }

    /** Closes the queues, so that waiting attempts do not delay the shutdown. */
    @EventListener
    void on(ContextClosedEvent closed) {
        queues.close();
    }

    /**
     * Counts an attempt at the password of the account with this name, or throws {@link TooManyAttemptsException}.
     *
     * @param check whether the password is correct; called for a known pair if the attempt would have to wait
     * @param simulatedCheck takes as long as the check; called instead of the check for any other pair
     */
    AttemptPermit tryPassword(String name, String source, BooleanSupplier check, Runnable simulatedCheck) {
        return awaitTurn("password", name, source, knownPairs.getIfPresent(pair(name, source)), check, simulatedCheck);
    }

    /**
     * Counts a successful sign-in, or throws {@link TooManyAttemptsException}.
     *
     * @param trusted whether the browser is trusted: all trusted browsers of an account share one limit
     */
    public void recordSignIn(UserId account, String source, boolean trusted) {
        String client = trusted ? "trusted" : ClientNetwork.of(source);
        buckets.get("sign-in " + account + " " + client, attemptLimitProperties.signIns(), SUCCESS_WINDOW)
                .take();
    }

    /**
     * Counts a change whose rate is not limited otherwise, such as a change to the caller's own data.
     *
     * @throws TooManyChangesException after too many changes within a minute
     */
    public void recordChange(Caller caller) {
        AttemptBucket bucket =
                buckets.get("change " + caller.userId(), attemptLimitProperties.changes(), SUCCESS_WINDOW);
        try {
            bucket.take();
        } catch (TooManyAttemptsException e) {
            throw new TooManyChangesException(e.retryAfter());
        }
    }

    /** Records the name and the address as a known pair for 30 days. */
    void recordSuccess(String name, String source) {
        knownPairs
                .asMap()
                .compute(
                        pair(name, source),
                        (_, checks) -> checks == null
                                ? AttemptBucket.unshared(
                                        attemptLimitProperties.perAccountAndSource(), AttemptBuckets.WINDOW)
                                : checks);
    }

    /**
     * Counts a reset code that is not valid for the account with this name; waits if necessary, or throws
     * {@link TooManyAttemptsException}.
     */
    public void awaitResetCodeTurn(String name, String source) {
        awaitTurn("reset", name, source, null, () -> false, () -> {});
    }

    /** Counts an attempt at the account's password from a browser in which the user of the account signed in before. */
    AttemptPermit trustedBrowserAttempt(UserId account, String device) {
        return countedAttempt("device " + account + " " + device, attemptLimitProperties.perAccountAndSource());
    }

    /** Counts an attempt at the caller's own password in the open session. */
    public AttemptPermit ownPasswordAttempt(Caller caller) {
        return countedAttempt("session " + session(caller), attemptLimitProperties.perAccountAndSource());
    }

    /**
     * Counts an attempt at a code of the user's second factor, or throws {@link TooManyAttemptsException}. From an
     * address at which the user verified a second factor within 30 days, the attempt does not depend on attempts from
     * other addresses.
     */
    public AttemptPermit codeAttempt(UserId user, String source) {
        String pair = codePair(user, source);
        AttemptPermit byBoth = countedAttempt(pair, attemptLimitProperties.perAccountAndSource());
        if (knownPairs.getIfPresent(pair) != null) {
            return byBoth;
        }
        AttemptPermit byUser;
        try {
            byUser = countedAttempt("code " + user, attemptLimitProperties.codesPerAccount());
        } catch (TooManyAttemptsException e) {
            byBoth.refund();
            throw e;
        }
        return new AttemptPermit(
                () -> {
                    byBoth.refund();
                    byUser.refund();
                },
                true,
                true);
    }

    /** Counts an attempt at a code in a session that has a verified second factor, or in which one is being added. */
    public AttemptPermit ownCodeAttempt(Caller caller) {
        return countedAttempt("code in " + session(caller), attemptLimitProperties.perAccountAndSource());
    }

    /** Records the account and the address as a known pair for attempts at codes. */
    public void recordSecondFactor(UserId user, String source) {
        String pair = codePair(user, source);
        knownPairs.put(pair, buckets.get(pair, attemptLimitProperties.perAccountAndSource()));
    }

    /** Returns whether to notify the user of wrong codes: true at most once in ten minutes. */
    public boolean tryCodeNotice(UserId user) {
        return buckets.get("code notice " + user, 1).tryTake();
    }

    /** Counts an invalid response to a passkey challenge, or throws {@link TooManyAttemptsException}. */
    public void recordWrongPasskey(String source) {
        buckets.take("passkey " + ClientNetwork.of(source), attemptLimitProperties.perSource());
    }

    /** Counts an invalid invitation token, or throws {@link TooManyAttemptsException}. */
    public void recordWrongInvitation(String source) {
        buckets.take("invitation " + ClientNetwork.of(source), attemptLimitProperties.perSource());
    }

    /**
     * Counts an attempt at a name by the holder of an invitation, from any address, so that the holder cannot enumerate
     * names.
     */
    public AttemptPermit takenNameAttempt(InvitationId invitation) {
        return countedAttempt("name " + invitation, attemptLimitProperties.perAccountAndSource());
    }

    public void recordRegistration(String source) {
        buckets.take("registration " + ClientNetwork.of(source), attemptLimitProperties.registrations());
    }

    /** Counts a request for a reset code by e-mail, regardless of the name. */
    public void recordResetRequest(String source) {
        buckets.take("reset request " + ClientNetwork.of(source), attemptLimitProperties.registrations());
    }

    public AttemptPermit setupAttempt(String source) {
        return countedAttempt("setup " + ClientNetwork.of(source), attemptLimitProperties.setup());
    }

    /** Returns the buckets whose attempts are shared with the other nodes. */
    AttemptBuckets buckets() {
        return buckets;
    }

    /** Returns the number of buckets and queues in memory. */
    long bucketCount() {
        return buckets.count() + queues.count();
    }

    /** @param checks limit of the known pair, null for other pairs */
    private AttemptPermit awaitTurn(
            String kind,
            String name,
            String source,
            @Nullable AttemptBucket checks,
            BooleanSupplier check,
            Runnable simulatedCheck) {
        AttemptBucket byBoth =
                buckets.get(kind + " " + pair(name, source), attemptLimitProperties.perAccountAndSource());
        return queues.awaitTurn(source, byBoth, checks, check, simulatedCheck);
    }

    private AttemptPermit countedAttempt(String key, int capacity) {
        AttemptBucket bucket = buckets.get(key, capacity);
        bucket.take();
        return new AttemptPermit(bucket::putBack, true, true);
    }

    private static String session(Caller caller) {
        SessionId session = caller.session();
        return session == null ? caller.userId().toString() : session.toString();
    }

    private static String codePair(UserId user, String source) {
        return "code " + ClientNetwork.of(source) + " " + user;
    }

    private static String pair(String name, String source) {
        return ClientNetwork.of(source) + " " + truncate(name).toLowerCase(Locale.ROOT);
    }

    private static String truncate(String name) {
        return name.length() > UserName.MAX_LENGTH ? name.substring(0, UserName.MAX_LENGTH) : name;
    }
}
