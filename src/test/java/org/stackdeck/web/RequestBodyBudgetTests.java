package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestBodyBudgetTests {

    private static final int LARGE = 256 * 1024;

    private final RequestBodyBudget budget = new RequestBodyBudget(4L * RequestBodyBudget.MAX_PER_ADDRESS);

    @Test
    void bodiesOfASessionAreLimitedOverAllAddresses() {
        assertThat(budget.reserve(LARGE, "192.0.2.1", "a")).isTrue();
        assertThat(budget.reserve(LARGE, "192.0.2.2", "a")).isTrue();
        assertThat(budget.reserve(LARGE, "192.0.2.3", "a")).isFalse();
        assertThat(budget.reserve(LARGE, "192.0.2.3", "b")).isTrue();

        budget.release(LARGE, "192.0.2.2", "a");

        assertThat(budget.reserve(LARGE, "192.0.2.3", "a")).isTrue();
    }

    @Test
    void bodiesOfAnAddressAndOfAllAddressesAreLimited() {
        for (int address = 1; address <= 4; address++) {
            assertThat(reserveAll("192.0.2." + address)).isEqualTo(RequestBodyBudget.MAX_PER_ADDRESS / LARGE);
        }

        assertThat(reserveAll("192.0.2.5")).isZero();
    }

    @Test
    void smallBodiesAreAcceptedWhenTheBudgetIsExhausted() {
        reserveAll("192.0.2.1");

        assertThat(budget.reserve(RequestBodyBudget.SMALL_BODY_SIZE, "192.0.2.1", ""))
                .isTrue();
    }

    private int reserveAll(String address) {
        int accepted = 0;
        while (budget.reserve(LARGE, address, "")) {
            accepted++;
        }
        return accepted;
    }
}
