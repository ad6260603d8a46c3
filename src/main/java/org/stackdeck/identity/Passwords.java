package org.stackdeck.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes: the least OWASP recommends). Only as many at a time as there are
 * processors, since each takes memory and a whole core: a flood of sign-ins must not use up the console.
 */
@Component
class Passwords {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys = hash("the password of an account that does not exist");

    final String hash(String password) {
        return inTurn(() -> {
            String encoded = encoder.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("the encoder gave no hash");
            }
            return encoded;
        });
    }

    /** Takes the same time whether there is an account or not. */
    boolean match(String password, @Nullable Account account) {
        String hash = account == null ? nobodys : account.passwordHash();
        boolean right = inTurn(() -> encoder.matches(password, hash));
        return right && account != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyAttemptsException(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException(PATIENCE);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
