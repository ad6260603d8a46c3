package org.stackdeck.cloud.openstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.platform.MutableClock;

class TokenCacheTests {

    private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);

    private AuthToken issue() {
        int number = asked.incrementAndGet();
        try {
            slow.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new AuthToken(
                "t" + number, NOW, NOW.plus(Duration.ofHours(1)), "u", null, Set.of(), new ServiceCatalog(List.of()));
    }

    private TokenCache source(Duration patience) {
        return new TokenCache(this::issue, new MutableClock(Instant.parse("2030-06-01T12:00:00Z")), VIRTUAL, patience);
    }

    @Test
    void callersWaitForASlowKeystoneForABoundedTime() {
        TokenCache tokenCache = source(Duration.ofMillis(100));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(tokenCache::current).isInstanceOfSatisfying(CloudException.class, e -> {
                assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(e.hadNoEffect()).isTrue();
            });
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void concurrentCallersShareOneTokenRequest() {
        TokenCache tokenCache = source(Duration.ofSeconds(20));
        var waiting = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(tokenCache::current, VIRTUAL))
                .toList();

        slow.countDown();

        assertThat(waiting)
                .extracting(CompletableFuture::join)
                .extracting(AuthToken::secret)
                .containsOnly("t1");
        AuthToken first = waiting.getFirst().join();
        assertThat(tokenCache.replace(first).secret()).isEqualTo("t2");
        assertThat(tokenCache.replace(first).secret()).isEqualTo("t2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void replacesARejectedTokenByOneThatDoesNotExpireSoon() {
        MutableClock clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));
        TokenCache tokenCache = new TokenCache(this::issue, clock, VIRTUAL, Duration.ofSeconds(20));
        slow.countDown();
        AuthToken first = tokenCache.current();
        tokenCache.replace(first);

        clock.advance(Duration.ofHours(2));

        assertThat(tokenCache.replace(first).secret()).isEqualTo("t3");
    }
}
