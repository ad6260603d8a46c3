package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * One scope's token, fetched when it is first needed, replaced before it ends or when a service refuses it; by one
 * caller at a time, the others wait. A refused credential is not tried again for a while, since Keystone locks accounts
 * out that keep failing.
 */
final class TokenSource {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private final Supplier<Token> issue;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Token token;
    private Instant goodUntil = Instant.MIN;
    private @Nullable CloudException refusal;
    private Instant refusedUntil = Instant.MIN;

    TokenSource(Supplier<Token> issue, Clock clock) {
        this.issue = issue;
        this.clock = clock;
    }

    /** A token that is good for a while yet. */
    Token current() {
        lock.lock();
        try {
            Token known = token;
            return known != null && clock.instant().isBefore(goodUntil) ? known : fetch();
        } finally {
            lock.unlock();
        }
    }

    /** Another token than the one that a service refused; whoever comes second gets what the first one fetched. */
    Token replace(Token refused) {
        lock.lock();
        try {
            Token known = token;
            return known != null && !known.secret().equals(refused.secret()) ? known : fetch();
        } finally {
            lock.unlock();
        }
    }

    private Token fetch() {
        CloudException before = refusal;
        if (before != null && clock.instant().isBefore(refusedUntil)) {
            throw before;
        }
        token = null;
        try {
            Token fresh = issue.get();
            token = fresh;
            // Counted from its arrival by its length, so that our clock need not agree with Keystone's.
            goodUntil = clock.instant().plus(fresh.lifetime()).minus(margin(fresh));
            refusal = null;
            return fresh;
        } catch (CloudException e) {
            if (e.category() == Category.UNAUTHENTICATED) {
                refusal = e;
                refusedUntil = clock.instant().plus(AFTER_REFUSAL);
            }
            throw e;
        }
    }

    private static Duration margin(Token token) {
        Duration tenth = token.lifetime().dividedBy(10);
        return tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
    }
}
