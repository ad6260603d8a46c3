package org.stackdeck.inventory.unreported;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.platform.MutableClock;

/** Tests the polling of the servers whose pages are open. */
class ViewedServerPollerTests {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-30T10:00:00Z"));
    private final Set<ServerKey> viewed = new LinkedHashSet<>();
    private final List<ServerKey> reads = new ArrayList<>();
    private Duration duration = Duration.ZERO;
    private boolean notified;
    private @Nullable CloudException failure;
    private final ViewedServerPoller poller =
            new ViewedServerPoller(ServerBuilder.CLOUD, () -> notified, () -> Set.copyOf(viewed), this::read, clock);

    @Test
    void readsTheServerOfAnOpenPageEveryTwoSeconds() {
        view(1);

        run(Duration.ofSeconds(20));

        assertThat(reads).hasSizeBetween(10, 11);
    }

    @Test
    void readsEachOfFourServersEveryTwoSeconds() {
        view(4);

        run(Duration.ofSeconds(20));

        viewed.forEach(
                server -> assertThat(Collections.frequency(reads, server)).isBetween(10, 11));
    }

    @Test
    void readsAtMostTwoServersASecond() {
        view(100);

        run(Duration.ofSeconds(20));

        assertThat(reads).hasSizeBetween(40, 41).doesNotHaveDuplicates();
    }

    @Test
    void pausesFourTimesAsLongAsAReadTakes() {
        view(1);
        duration = Duration.ofSeconds(2);

        poller.poll();

        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void pausesAfterAFailure() {
        view(10);
        failure = new CloudException(CloudException.Category.UNREACHABLE, "down");

        poller.poll();

        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readsNothingWithoutOpenPagesOrWithNotifications() {
        assertThat(poller.dueIn()).isPositive();

        view(1);
        assertThat(poller.dueIn()).isZero();

        notified = true;
        assertThat(poller.dueIn()).isPositive();
    }

    private void view(int servers) {
        IntStream.range(0, servers).forEach(number -> viewed.add(ServerBuilder.key("web-" + number)));
    }

    private void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (!clock.instant().plus(poller.dueIn()).isAfter(end)) {
            if (poller.dueIn().isPositive()) {
                clock.advance(poller.dueIn());
            }
            poller.poll();
        }
    }

    private void read(ServerKey server) {
        clock.advance(duration);
        if (failure != null) {
            throw failure;
        }
        reads.add(server);
    }
}
