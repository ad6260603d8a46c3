package org.stackdeck.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UserId;

class PasswordHasherTests {

    private static final PasswordHasher.Requester USER = PasswordHasher.Requester.user(new UserId(UUID.randomUUID()));

    private final SlowEncoder encoder = new SlowEncoder();
    private final PasswordHasher passwordHasher = new PasswordHasher(encoder, "hash", 2, Duration.ofMillis(50));

    @Test
    void checksOfKnownUsersDoNotWaitForThoseOfUnknownClients() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            Future<Boolean> first = threads.submit(() -> passwordHasher.matches("slow", null, client(1)));
            Future<Boolean> second = threads.submit(() -> passwordHasher.matches("slow", null, client(2)));
            assertThat(encoder.busy.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> passwordHasher.matches("third", null, client(3)))
                    .isInstanceOf(TooManyAttemptsException.class);
            assertThat(passwordHasher.matches("known", null, USER)).isFalse();

            encoder.done.countDown();
            assertThat(first.get()).isFalse();
            assertThat(second.get()).isFalse();
            assertThat(passwordHasher.matches("fourth", null, client(3))).isFalse();
        }
    }

    @Test
    void requestsBeyondTheLimitOfAUserOrANetworkAreRefusedImmediately() throws Exception {
        PasswordHasher patient = new PasswordHasher(encoder, "hash", 1, Duration.ofMinutes(1));
        for (PasswordHasher.Requester requester : List.of(USER, client(1))) {
            int most = requester.known() ? PasswordHasher.MAX_PER_USER : PasswordHasher.MAX_PER_NETWORK;
            for (int i = 0; i < most; i++) {
                Thread.startVirtualThread(() -> patient.matches("slow", null, requester));
            }
            await().until(() -> patient.pending(requester) == most);

            assertThatThrownBy(() -> patient.matches("more", null, requester))
                    .isInstanceOf(TooManyAttemptsException.class);
        }
        encoder.done.countDown();
        assertThat(patient.matches("other user", null, PasswordHasher.Requester.user(new UserId(UUID.randomUUID()))))
                .isFalse();
    }

    @Test
    void requestsBeyondTheLengthOfTheQueueAreRefusedImmediately() {
        PasswordHasher patient = new PasswordHasher(encoder, "hash", 1, Duration.ofMinutes(1));
        for (int i = 0; i <= PasswordHasher.MAX_WAITING; i++) {
            PasswordHasher.Requester client = client(i);
            Thread.startVirtualThread(() -> patient.matches("slow", null, client));
        }
        await().until(() -> patient.waiting() == PasswordHasher.MAX_WAITING);

        assertThatThrownBy(() -> patient.matches("more", null, client(200)))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(patient.pending(client(200))).isZero();
        encoder.done.countDown();
    }

    private static PasswordHasher.Requester client(int number) {
        return PasswordHasher.Requester.client("192.0.2." + number);
    }

    @Test
    void passwordWithAnUnpairedSurrogateIsWrong() {
        assertThat(new PasswordHasher().matches("\ud800 lamps at dusk", null, USER))
                .isFalse();
    }

    @Test
    void dummyHashHasTheCostOfRealOnes() {
        String hash = new PasswordHasher().hash("quiet harbour lamps at dusk", USER);

        assertThat(PasswordHasher.dummyHash())
                .hasSameSizeAs(hash)
                .startsWith(hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1)));
        assertThat(new PasswordHasher().matches("anything", null, USER)).isFalse();
    }

    /** Accepts no password. The check of the password "slow" waits until the test releases it. */
    private static final class SlowEncoder implements PasswordEncoder {

        private final CountDownLatch busy = new CountDownLatch(2);
        private final CountDownLatch done = new CountDownLatch(1);

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            if ("slow".contentEquals(String.valueOf(password))) {
                busy.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        }
    }
}
