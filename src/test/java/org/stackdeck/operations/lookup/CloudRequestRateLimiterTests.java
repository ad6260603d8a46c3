package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter.Budget;

class CloudRequestRateLimiterTests {

    private static final UserId MIA = FakeUserDirectory.idOf("mia");

    private final CloudRequestRateLimiter limiter = new CloudRequestRateLimiter();

    @Test
    void refusalNamesTheExceededLimit() {
        assertThatThrownBy(() -> limiter.consumeOperations(MIA, Budget.OPERATIONS.requests() + 1))
                .isInstanceOfSatisfying(
                        CloudRequestLimitExceededException.class,
                        e -> assertThat(e.limit()).isEqualTo(Limit.OPERATIONS));
        for (int i = 0; i < Budget.UNKNOWN_SERVERS.requests(); i++) {
            assertThat(limiter.consume(MIA, Budget.UNKNOWN_SERVERS)).isNotNull();
        }
        assertThatThrownBy(() -> limiter.consume(MIA, Budget.UNKNOWN_SERVERS))
                .isInstanceOfSatisfying(
                        CloudRequestLimitExceededException.class,
                        e -> assertThat(e.limit()).isEqualTo(Limit.REQUESTS));
    }
}
