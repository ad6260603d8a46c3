package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * Caches the token of one scope. Fetches it on first use and replaces it before it expires or when a service rejects
 * it. Concurrent callers share one request, and each waits for a bounded time. After a rejected credential no request
 * is sent for a while, because Keystone locks accounts after repeated failures.
 */
final class TokenSource {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private final Supplier<Token> issue;
    private final Clock clock;
    private final Executor executor;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Token token;
    private @Nullable CompletableFuture<Token> underWay;
    private Instant goodUntil = Instant.MIN;
    private @Nullable CloudException refusal;
    private Instant refusedUntil = Instant.MIN;

    /**
     * @param executor runs the requests to Keystone, so that the result is not lost when a caller stops waiting
     * @param patience maximum time that a caller waits
     */
    TokenSource(Supplier<Token> issue, Clock clock, Executor executor, Duration patience) {
        this.issue = issue;
        this.clock = clock;
        this.executor = executor;
        this.patience = patience;
    }

    /**
     * A token that is valid for some more time.
     *
     * @throws CloudException the reason why there is none, or UNAVAILABLE if Keystone takes too long; in that case no
     *     request was sent to the service
     */
    Token current() {
        return token(known -> clock.instant().isBefore(goodUntil));
    }

    /**
     * Replaces a token that a service rejected. Concurrent callers with the same rejected token get the same new one.
     */
    Token replace(Token refused) {
        return token(known -> !known.secret().equals(refused.secret()));
    }

    private Token token(Predicate<Token> fit) {
        CompletableFuture<Token> fetching;
        lock.lock();
        try {
            Token known = token;
            if (known != null && fit.test(known)) {
                return known;
            }
            CloudException before = refusal;
            if (before != null && clock.instant().isBefore(refusedUntil)) {
                throw before;
            }
            CompletableFuture<Token> others = underWay;
            fetching = others == null ? begin() : others;
        } finally {
            lock.unlock();
        }
        return await(fetching);
    }

    private CompletableFuture<Token> begin() {
        token = null;
        var fetching = new CompletableFuture<Token>();
        executor.execute(() -> fetch(fetching));
        underWay = fetching;
        return fetching;
    }

    private void fetch(CompletableFuture<Token> fetching) {
        try {
            Token fresh = issue.get();
            arrived(fresh, null);
            fetching.complete(fresh);
        } catch (RuntimeException | Error e) {
            arrived(null, e);
            fetching.completeExceptionally(e);
        }
    }

    private void arrived(@Nullable Token fresh, @Nullable Throwable failure) {
        lock.lock();
        try {
            underWay = null;
            token = fresh;
            if (fresh != null) {
                // Computed from the lifetime and the local time of arrival, so that the local clock need not match
                // Keystone's.
                goodUntil = clock.instant().plus(fresh.lifetime()).minus(margin(fresh));
                refusal = null;
            } else if (failure instanceof CloudException e && e.category() == Category.UNAUTHENTICATED) {
                refusal = e;
                refusedUntil = clock.instant().plus(AFTER_REFUSAL);
            }
        } finally {
            lock.unlock();
        }
    }

    private Token await(CompletableFuture<Token> fetching) {
        try {
            return fetching.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CloudException(
                    Category.UNAVAILABLE, "Keystone has given no token within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException(Category.UNAVAILABLE, "Stopped while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CloudException why) {
                throw why;
            }
            throw new IllegalStateException("no token could be asked for", e.getCause());
        }
    }

    private static Duration margin(Token token) {
        Duration tenth = token.lifetime().dividedBy(10);
        return tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
    }
}
