package org.stackdeck.cloud.openstack;

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

class TokenSourceTests {

    private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);

    private Token issue() {
        int number = asked.incrementAndGet();
        try {
            slow.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Token("t" + number, NOW, NOW.plus(Duration.ofHours(1)), "u", null, Set.of(), new Catalog(List.of()));
    }

    private TokenSource source(Duration patience) {
        return new TokenSource(this::issue, new MovableClock(), VIRTUAL, patience);
    }

    @Test
    void callersWaitForASlowKeystoneForABoundedTime() {
        TokenSource source = source(Duration.ofMillis(100));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(source::current).isInstanceOfSatisfying(CloudException.class, e -> {
                assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(e.hadNoEffect()).isTrue();
            });
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void concurrentCallersShareOneTokenRequest() {
        TokenSource source = source(Duration.ofSeconds(20));
        var waiting = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(source::current, VIRTUAL))
                .toList();

        slow.countDown();

        assertThat(waiting)
                .extracting(CompletableFuture::join)
                .extracting(Token::secret)
                .containsOnly("t1");
        Token first = waiting.getFirst().join();
        assertThat(source.replace(first).secret()).isEqualTo("t2");
        assertThat(source.replace(first).secret()).isEqualTo("t2");
        assertThat(asked).hasValue(2);
    }
}
