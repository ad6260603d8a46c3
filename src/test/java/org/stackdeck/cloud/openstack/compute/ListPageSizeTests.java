package org.stackdeck.cloud.openstack.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ResponseTooLargeException;

class ListPageSizeTests {

    private final AtomicLong nanoTime = new AtomicLong();
    private final ListPageSize listPageSize = new ListPageSize(200, nanoTime::get);
    private final List<Integer> requested = new ArrayList<>();

    @Test
    void pagesOfLaterListsAreLargerUpToALimit() {
        for (int list = 0; list < 6; list++) {
            read(2);
        }

        assertThat(requested).containsExactly(200, 400, 800, 1000, 1000, 1000);
    }

    @Test
    void listsOfOnePageNeedNoLargerPages() {
        read(1);
        read(1);

        assertThat(requested).containsExactly(200, 200);
    }

    @Test
    void theSizeIsKeptIfAPageIsNotQuickAndTheFirstOneIfItIsSlow() {
        read(2);
        read(2, Duration.ofMillis(600));
        read(2, Duration.ofMillis(600));
        read(2, Duration.ofSeconds(2));
        read(2);

        assertThat(requested).containsExactly(200, 400, 400, 400, 200);
    }

    @Test
    void aListThatFailsIsFollowedByOneWithSmallPages() {
        read(2);
        assertThatThrownBy(() -> listPageSize.read(
                        (size, _, _) -> {
                            throw new CloudException(CloudException.Category.TIMEOUT, "page of " + size);
                        },
                        _ -> {},
                        () -> {}))
                .hasMessage("page of 400");
        read(2);

        assertThat(requested).containsExactly(200, 200);
    }

    @Test
    void pagesStaySmallerThanOneThatWasTooLarge() {
        read(2);
        read(2);
        assertThatThrownBy(() -> listPageSize.read(
                        (_, _, _) -> {
                            throw new ResponseTooLargeException("too large");
                        },
                        _ -> {},
                        () -> {}))
                .isInstanceOf(ResponseTooLargeException.class);
        read(2);
        read(2);
        read(2);

        assertThat(requested).containsExactly(200, 400, 200, 400, 400);
    }

    @Test
    void aConfiguredSizeAboveTheLimitIsKept() {
        ListPageSize large = new ListPageSize(5000, nanoTime::get);
        for (int list = 0; list < 2; list++) {
            large.read(
                    (size, page, before) -> {
                        assertThat(size).isEqualTo(5000);
                        before.run();
                        page.accept(List.of());
                        before.run();
                        page.accept(List.of());
                        return Instant.EPOCH;
                    },
                    _ -> {},
                    () -> {});
        }
    }

    private void read(int pages) {
        read(pages, Duration.ofMillis(100));
    }

    private void read(int pages, Duration responseTime) {
        listPageSize.read(
                (size, page, before) -> {
                    requested.add(size);
                    for (int number = 0; number < pages; number++) {
                        before.run();
                        nanoTime.addAndGet(responseTime.toNanos());
                        page.accept(List.of());
                    }
                    return Instant.EPOCH;
                },
                _ -> {},
                () -> {});
    }
}
