package org.stackdeck.cloud.openstack.identity;

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
 * it. Concurrent callers share one request, and each waits for a bounded time. After Keystone has rejected the
 * credential, the cache sends no request for 30 seconds, because Keystone can lock accounts after repeated failures.
 */
public final class TokenCache {

    private static final Duration MAX_RENEWAL_MARGIN = Duration.ofMinutes(1);
    private static final Duration REJECTION_DELAY = Duration.ofSeconds(30);

    private final Supplier<AuthToken> issue;
    private final Clock clock;
    private final Executor executor;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable AuthToken authToken;
    private @Nullable CompletableFuture<AuthToken> pendingFetch;
    private Instant goodUntil = Instant.MIN;
    private @Nullable CloudException rejection;
    private Instant rejectedUntil = Instant.MIN;

    /**
     * @param executor runs the requests to Keystone, so that the result is not lost when a caller stops waiting
     * @param patience maximum time that a caller waits
     */
    public TokenCache(Supplier<AuthToken> issue, Clock clock, Executor executor, Duration patience) {
        this.issue = issue;
        this.clock = clock;
        this.executor = executor;
        this.patience = patience;
    }

    /**
     * Returns a token that does not expire soon.
     *
     * @throws CloudException the reason why there is no token, or UNAVAILABLE if Keystone takes too long. In both
     *     cases, no request was sent to the service
     */
    public AuthToken current() {
        return token(_ -> isCurrent());
    }

    /**
     * Returns a replacement for a token that a service rejected. Concurrent callers with the same rejected token
     * receive the same new token.
     */
    public AuthToken replace(AuthToken refused) {
        return token(known -> isCurrent() && !known.secret().equals(refused.secret()));
    }

    private boolean isCurrent() {
        return clock.instant().isBefore(goodUntil);
    }

    private AuthToken token(Predicate<AuthToken> fit) {
        CompletableFuture<AuthToken> fetching;
        lock.lock();
        try {
            AuthToken known = authToken;
            if (known != null && fit.test(known)) {
                return known;
            }
            CloudException before = rejection;
            if (before != null && clock.instant().isBefore(rejectedUntil)) {
                throw before;
            }
            CompletableFuture<AuthToken> others = pendingFetch;
            fetching = others == null ? startFetch() : others;
        } finally {
            lock.unlock();
        }
        return await(fetching);
    }

    private CompletableFuture<AuthToken> startFetch() {
        authToken = null;
        var fetching = new CompletableFuture<AuthToken>();
        executor.execute(() -> fetch(fetching));
        pendingFetch = fetching;
        return fetching;
    }

    private void fetch(CompletableFuture<AuthToken> fetching) {
        try {
            AuthToken fresh = issue.get();
            onFetched(fresh, null);
            fetching.complete(fresh);
        } catch (RuntimeException | Error e) {
            onFetched(null, e);
            fetching.completeExceptionally(e);
        }
    }

    private void onFetched(@Nullable AuthToken fresh, @Nullable Throwable failure) {
        lock.lock();
        try {
            pendingFetch = null;
            authToken = fresh;
            if (fresh != null) {
                // Computed from the lifetime and the local time of arrival, so that the local clock need not match
                // Keystone's.
                goodUntil = clock.instant().plus(fresh.lifetime()).minus(renewalMargin(fresh));
                rejection = null;
            } else if (failure instanceof CloudException e && e.category() == Category.UNAUTHENTICATED) {
                rejection = e;
                rejectedUntil = clock.instant().plus(REJECTION_DELAY);
            }
        } finally {
            lock.unlock();
        }
    }

    private AuthToken await(CompletableFuture<AuthToken> fetching) {
        try {
            return fetching.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CloudException(
                    Category.UNAVAILABLE, "Keystone returned no token within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException(Category.UNAVAILABLE, "Interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CloudException cloudException) {
                throw cloudException;
            }
            throw new IllegalStateException("The token request failed", e.getCause());
        }
    }

    private static Duration renewalMargin(AuthToken authToken) {
        Duration tenth = authToken.lifetime().dividedBy(10);
        return tenth.compareTo(MAX_RENEWAL_MARGIN) < 0 ? tenth : MAX_RENEWAL_MARGIN;
    }
}
