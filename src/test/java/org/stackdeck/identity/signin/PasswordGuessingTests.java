package org.stackdeck.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

class PasswordGuessingTests {

    private static final AttemptLimitProperties LIMITS =
            new AttemptLimitProperties(3, 100, 3, 5, 3, 3, 3, Duration.ZERO);

    private final AttemptThrottle attemptThrottle = new AttemptThrottle(LIMITS);
    private final UserId anna = new UserId(UUID.randomUUID());

    @Test
    void wrongPasswordsFromOneAddressDoNotAffectAnother() {
        exhaust(() -> secret(attemptThrottle, "anna", "198.51.100.1"));

        assertThat(secret(attemptThrottle, "anna", "192.0.2.1").allowsCheck()).isTrue();
        assertThat(secret(attemptThrottle, "berta", "198.51.100.1").allowsCheck())
                .isTrue();
    }

    @Test
    void attemptsFromOneAddressAreThrottledForAllNames() {
        AttemptThrottle narrow = new AttemptThrottle(new AttemptLimitProperties(100, 3, 3, 5, 3, 3, 3, Duration.ZERO));
        secret(narrow, "a", "198.51.100.1");
        secret(narrow, "b", "198.51.100.1");
        secret(narrow, "c", "198.51.100.1");

        assertThatThrownBy(() -> secret(narrow, "d", "198.51.100.1")).isInstanceOf(TooManyAttemptsException.class);
        secret(narrow, "d", "192.0.2.1");
    }

    @Test
    void successfulAttemptsAreNotCounted() {
        for (int i = 0; i < 50; i++) {
            secret(attemptThrottle, "anna", "192.0.2.1").refund();
            attemptThrottle.codeAttempt(anna, "192.0.2.1").refund();
        }

        exhaust(() -> secret(attemptThrottle, "anna", "192.0.2.1"));
        exhaust(() -> attemptThrottle.codeAttempt(anna, "192.0.2.1"));
    }

    @Test
    void codesAreThrottledByAddressAndByAccount() {
        exhaust(() -> attemptThrottle.codeAttempt(anna, "198.51.100.1"));
        attemptThrottle.codeAttempt(anna, "192.0.2.1");
        attemptThrottle.codeAttempt(anna, "192.0.2.2");

        assertThatThrownBy(() -> attemptThrottle.codeAttempt(anna, "192.0.2.3"))
                .as("attempts from many addresses")
                .isInstanceOf(TooManyAttemptsException.class);
        attemptThrottle.codeAttempt(new UserId(UUID.randomUUID()), "192.0.2.3");
    }

    @Test
    void attemptRefusedByTheAddressLimitIsNotCountedForTheName() {
        AttemptThrottle narrow = new AttemptThrottle(new AttemptLimitProperties(2, 1, 3, 5, 3, 3, 3, Duration.ZERO));
        AttemptPermit only = secret(narrow, "anna", "198.51.100.1");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> secret(narrow, "berta", "198.51.100.1"))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
        only.refund();

        secret(narrow, "berta", "198.51.100.1");
    }

    @Test
    void openSessionAndTrustedBrowserHaveSeparateLimits() {
        exhaust(() -> secret(attemptThrottle, "anna", "198.51.100.1"));
        Caller caller = new Caller(
                anna, new UserName("anna"), "198.51.100.1", Caller.Channel.UI, new SessionId(UUID.randomUUID()));

        exhaust(() -> attemptThrottle.ownPasswordAttempt(caller));
        exhaust(() -> attemptThrottle.trustedBrowserAttempt(anna, "her browser"));
        attemptThrottle.trustedBrowserAttempt(anna, "another browser");
    }

    @Test
    void knownPairIsAcceptedWhenItsAddressHasNoAttemptsLeft() {
        AttemptThrottle narrow = new AttemptThrottle(new AttemptLimitProperties(3, 1, 3, 5, 3, 3, 3, Duration.ZERO));
        narrow.recordSuccess("anna", "198.51.100.1");
        secret(narrow, "berta", "198.51.100.1");

        for (int i = 0; i < 10; i++) {
            narrow.tryPassword("Anna", "198.51.100.1", () -> true, () -> {}).refund();
        }
        assertThatThrownBy(() -> narrow.tryPassword("berta", "198.51.100.1", () -> true, () -> {}))
                .isInstanceOf(TooManyAttemptsException.class);
        secret(narrow, "berta", "192.0.2.1");
        assertThatThrownBy(() -> narrow.tryPassword("anna", "192.0.2.1", () -> true, () -> {}))
                .as("not a known pair at this address")
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void passwordsOfAKnownPairAreCheckedUpToTheLimit() {
        AttemptThrottle narrow = new AttemptThrottle(new AttemptLimitProperties(3, 1, 3, 5, 3, 3, 3, Duration.ZERO));
        narrow.recordSuccess("anna", "198.51.100.1");
        AttemptPermit only = secret(narrow, "berta", "198.51.100.1");
        AtomicInteger checks = new AtomicInteger();
        AtomicInteger imitations = new AtomicInteger();

        for (String name : List.of("anna", "berta")) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> narrow.tryPassword(
                                name, "198.51.100.1", () -> checks.incrementAndGet() == 0, imitations::incrementAndGet))
                        .isInstanceOf(TooManyAttemptsException.class);
            }
        }

        assertThat(checks).hasValue(3);
        assertThat(imitations).hasValue(17);
        only.refund();
        assertThat(secret(narrow, "anna", "198.51.100.1").allowsCheck()).isFalse();
    }

    @Test
    void attemptWhoseCheckIsRefusedIsNotCounted() {
        for (int i = 0; i < 10; i++) {
            AttemptPermit attemptPermit = secret(attemptThrottle, "anna", "192.0.2.1");
            assertThatThrownBy(() -> attemptPermit.check(() -> {
                        throw new TooManyAttemptsException(Duration.ofSeconds(1));
                    }))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
    }

    @Test
    void checkOfAKnownPairThatIsRefusedIsNotCounted() {
        AttemptThrottle narrow = new AttemptThrottle(new AttemptLimitProperties(3, 1, 3, 5, 3, 3, 3, Duration.ZERO));
        narrow.recordSuccess("anna", "198.51.100.1");
        secret(narrow, "berta", "198.51.100.1");

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> narrow.tryPassword(
                            "anna",
                            "198.51.100.1",
                            () -> {
                                throw new TooManyAttemptsException(Duration.ofSeconds(1));
                            },
                            () -> {}))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
        narrow.tryPassword("anna", "198.51.100.1", () -> true, () -> {});
    }

    @Test
    void signInsOfAnAccountAreLimitedForEachAddressAndForAllItsTrustedBrowsers() {
        exhaust(() -> attemptThrottle.recordSignIn(anna, "198.51.100.1", false));
        exhaust(() -> attemptThrottle.recordSignIn(anna, "198.51.100.1", true));
        assertThatThrownBy(() -> attemptThrottle.recordSignIn(anna, "192.0.2.1", true))
                .isInstanceOf(TooManyAttemptsException.class);
        attemptThrottle.recordSignIn(anna, "192.0.2.1", false);
    }

    @Test
    void ownChangesOfAUserAreLimitedOverAllSessions() {
        List<Caller> callers = List.of(
                new Caller(
                        anna, new UserName("anna"), "192.0.2.1", Caller.Channel.UI, new SessionId(UUID.randomUUID())),
                new Caller(anna, new UserName("anna"), "192.0.2.2", Caller.Channel.REST));
        for (int i = 0; i < 3; i++) {
            attemptThrottle.recordChange(callers.get(i % 2));
        }

        for (Caller caller : callers) {
            assertThatThrownBy(() -> attemptThrottle.recordChange(caller)).isInstanceOf(TooManyChangesException.class);
        }
    }

    @Test
    void numberOfBucketsIsBounded() {
        for (int i = 0; i < 250_000; i++) {
            secret(attemptThrottle, "user" + i, "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
        }

        assertThat(attemptThrottle.bucketCount()).isLessThanOrEqualTo(100_000);
    }

    private static AttemptPermit secret(AttemptThrottle attemptThrottle, String name, String source) {
        return attemptThrottle.tryPassword(name, source, () -> false, () -> {});
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
