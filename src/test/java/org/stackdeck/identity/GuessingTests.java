package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuessingTests {

    private static final Limits LIMITS = new Limits(3, 100, 3, 5, 300, 3, Duration.ZERO);

    private final Throttle throttle = new Throttle(LIMITS);
    private final UserId anna = new UserId(UUID.randomUUID());

    @Test
    void wrongPasswordsFromOneAddressStopNobodyAtAnother() {
        exhaust(() -> throttle.secret("anna", "198.51.100.1"));

        throttle.secret("anna", "192.0.2.1");
        throttle.secret("berta", "198.51.100.1");
    }

    @Test
    void anAddressIsSlowedDownWhateverTheNames() {
        Throttle narrow = new Throttle(new Limits(100, 3, 3, 5, 300, 3, Duration.ZERO));
        narrow.secret("a", "198.51.100.1");
        narrow.secret("b", "198.51.100.1");
        narrow.secret("c", "198.51.100.1");

        assertThatThrownBy(() -> narrow.secret("d", "198.51.100.1")).isInstanceOf(TooManyAttemptsException.class);
        narrow.secret("d", "192.0.2.1");
    }

    @Test
    void whatProvesRightIsNotCounted() {
        for (int i = 0; i < 50; i++) {
            throttle.secret("anna", "192.0.2.1").giveBack();
            throttle.code(anna, "192.0.2.1").giveBack();
        }
    }

    @Test
    void codesAreSlowedDownByAddressAndByAccountAndOthersGoOn() {
        exhaust(() -> throttle.code(anna, "198.51.100.1"));
        throttle.code(anna, "192.0.2.1");
        throttle.code(anna, "192.0.2.2");

        assertThatThrownBy(() -> throttle.code(anna, "192.0.2.3"))
                .as("guessed at from everywhere")
                .isInstanceOf(TooManyAttemptsException.class);
        throttle.code(new UserId(UUID.randomUUID()), "192.0.2.3");
    }

    @Test
    void aRefusalByTheAddressCostsTheNameNothing() {
        Throttle narrow = new Throttle(new Limits(2, 1, 3, 5, 300, 3, Duration.ZERO));
        Throttle.Attempt only = narrow.secret("anna", "198.51.100.1");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> narrow.secret("berta", "198.51.100.1"))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
        only.giveBack();

        narrow.secret("berta", "198.51.100.1");
    }

    @Test
    void anOpenSessionAndATrustedBrowserHaveLimitsOfTheirOwn() {
        exhaust(() -> throttle.secret("anna", "198.51.100.1"));
        Caller caller = new Caller(
                anna, new UserName("anna"), "198.51.100.1", Caller.Channel.UI, new SessionId(UUID.randomUUID()));

        exhaust(() -> throttle.ownPassword(caller));
        exhaust(() -> throttle.trusted(anna, "her browser"));
        throttle.trusted(anna, "another browser");
    }

    @Test
    void aFloodOfNamesAndAddressesDoesNotFillMemory() {
        for (int i = 0; i < 250_000; i++) {
            throttle.secret("user" + i, "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
        }

        assertThat(throttle.remembered()).isLessThanOrEqualTo(100_000);
    }

    private static void exhaust(Runnable attempt) {
        for (int i = 0; i < 3; i++) {
            attempt.run();
        }
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        TooManyAttemptsException.class,
                        e -> assertThat(e.retryAfter()).isPositive());
    }
}
