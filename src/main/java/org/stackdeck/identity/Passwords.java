package org.stackdeck.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes: the least OWASP recommends). Only as many at a time as there are
 * processors, since each takes memory and a whole core: a flood of sign-ins must not use up the console.
 */
@Component
class Passwords {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration patience;
    private final String nobodys;

    @Autowired
    Passwords() {
        this(
                new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2),
                Runtime.getRuntime().availableProcessors(),
                PATIENCE);
    }

    /** @param patience how long whoever comes when all turns are taken is kept waiting before being sent away */
    Passwords(PasswordEncoder encoder, int turns, Duration patience) {
        this.encoder = encoder;
        this.turns = new Semaphore(turns, true);
        this.patience = patience;
        this.nobodys = hash("the password of an account that does not exist");
    }

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
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyAttemptsException(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException(patience);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
