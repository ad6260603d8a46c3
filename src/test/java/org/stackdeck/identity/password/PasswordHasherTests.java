package org.stackdeck.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.stackdeck.identity.TooManyAttemptsException;

class PasswordHasherTests {

    private final SlowEncoder encoder = new SlowEncoder();
    private final PasswordHasher passwordHasher = new PasswordHasher(encoder, "hash", 2, Duration.ofMillis(50));

    @Test
    void passwordCheckBeyondTheConcurrencyLimitIsRefused() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            Future<Boolean> first = threads.submit(() -> passwordHasher.matches("slow", null));
            Future<Boolean> second = threads.submit(() -> passwordHasher.matches("slow", null));
            assertThat(encoder.busy.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> passwordHasher.matches("third", null))
                    .isInstanceOf(TooManyAttemptsException.class);

            encoder.done.countDown();
            assertThat(first.get()).isFalse();
            assertThat(second.get()).isFalse();
            assertThat(passwordHasher.matches("fourth", null)).isFalse();
        }
    }

    @Test
    void dummyHashHasTheCostOfRealOnes() {
        String hash = new PasswordHasher().hash("quiet harbour lamps at dusk");

        assertThat(PasswordHasher.dummyHash())
                .hasSameSizeAs(hash)
                .startsWith(hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1)));
        assertThat(new PasswordHasher().matches("anything", null)).isFalse();
    }

    /** A hash of the password "slow" takes as long as configured. */
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
