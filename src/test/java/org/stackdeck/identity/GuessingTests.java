package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuessingTests {

    private static final Limits LIMITS = new Limits(3, 100, 3, 5, 300, 3, Duration.ZERO);

    private final Throttle throttle = new Throttle(LIMITS);
    private final UserId anna = new UserId(UUID.randomUUID());

    @Test
    void wrongPasswordsFromOneAddressDoNotAffectAnother() {
        exhaust(() -> secret(throttle, "anna", "198.51.100.1"));

        secret(throttle, "anna", "192.0.2.1");
        secret(throttle, "berta", "198.51.100.1");
    }

    @Test
    void attemptsFromOneAddressAreThrottledForAllNames() {
        Throttle narrow = new Throttle(new Limits(100, 3, 3, 5, 300, 3, Duration.ZERO));
        secret(narrow, "a", "198.51.100.1");
        secret(narrow, "b", "198.51.100.1");
        secret(narrow, "c", "198.51.100.1");

        assertThatThrownBy(() -> secret(narrow, "d", "198.51.100.1")).isInstanceOf(TooManyAttemptsException.class);
        secret(narrow, "d", "192.0.2.1");
    }

    @Test
    void successfulAttemptsAreNotCounted() {
        for (int i = 0; i < 50; i++) {
            secret(throttle, "anna", "192.0.2.1").giveBack();
            throttle.code(anna, "192.0.2.1").giveBack();
        }
    }

    @Test
    void codesAreThrottledByAddressAndByAccount() {
        exhaust(() -> throttle.code(anna, "198.51.100.1"));
        throttle.code(anna, "192.0.2.1");
        throttle.code(anna, "192.0.2.2");

        assertThatThrownBy(() -> throttle.code(anna, "192.0.2.3"))
                .as("attempts from many addresses")
                .isInstanceOf(TooManyAttemptsException.class);
        throttle.code(new UserId(UUID.randomUUID()), "192.0.2.3");
    }

    @Test
    void attemptRefusedByTheAddressLimitIsNotCountedForTheName() {
        Throttle narrow = new Throttle(new Limits(2, 1, 3, 5, 300, 3, Duration.ZERO));
        Throttle.Attempt only = secret(narrow, "anna", "198.51.100.1");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> secret(narrow, "berta", "198.51.100.1"))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
        only.giveBack();

        secret(narrow, "berta", "198.51.100.1");
    }

    @Test
    void openSessionAndTrustedBrowserHaveSeparateLimits() {
        exhaust(() -> secret(throttle, "anna", "198.51.100.1"));
        Caller caller = new Caller(
                anna, new UserName("anna"), "198.51.100.1", Caller.Channel.UI, new SessionId(UUID.randomUUID()));

        exhaust(() -> throttle.ownPassword(caller));
        exhaust(() -> throttle.trusted(anna, "her browser"));
        throttle.trusted(anna, "another browser");
    }

    @Test
    void knownPairIsAcceptedWhenItsAddressHasNoAttemptsLeft() {
        Throttle narrow = new Throttle(new Limits(3, 1, 3, 5, 300, 3, Duration.ZERO));
        narrow.signedIn("anna", "198.51.100.1");
        secret(narrow, "berta", "198.51.100.1");

        for (int i = 0; i < 10; i++) {
            narrow.secret("Anna", "198.51.100.1", () -> true, () -> {}).giveBack();
        }
        assertThatThrownBy(() -> narrow.secret("berta", "198.51.100.1", () -> true, () -> {}))
                .isInstanceOf(TooManyAttemptsException.class);
        secret(narrow, "berta", "192.0.2.1");
        assertThatThrownBy(() -> narrow.secret("anna", "192.0.2.1", () -> true, () -> {}))
                .as("not a known pair at this address")
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void passwordsOfAKnownPairAreCheckedUpToTheLimit() {
        Throttle narrow = new Throttle(new Limits(3, 1, 3, 5, 300, 3, Duration.ZERO));
        narrow.signedIn("anna", "198.51.100.1");
        Throttle.Attempt only = secret(narrow, "berta", "198.51.100.1");
        AtomicInteger checks = new AtomicInteger();
        AtomicInteger imitations = new AtomicInteger();

        for (String name : List.of("anna", "berta")) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> narrow.secret(
                                name, "198.51.100.1", () -> checks.incrementAndGet() == 0, imitations::incrementAndGet))
                        .isInstanceOf(TooManyAttemptsException.class);
            }
        }

        assertThat(checks).hasValue(3);
        assertThat(imitations).hasValue(17);
        only.giveBack();
        assertThat(secret(narrow, "anna", "198.51.100.1").allowsCheck()).isFalse();
    }

    @Test
    void numberOfBucketsIsBounded() {
        for (int i = 0; i < 250_000; i++) {
            secret(throttle, "user" + i, "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
        }

        assertThat(throttle.remembered()).isLessThanOrEqualTo(100_000);
    }

    private static Throttle.Attempt secret(Throttle throttle, String name, String source) {
        return throttle.secret(name, source, () -> false, () -> {});
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
