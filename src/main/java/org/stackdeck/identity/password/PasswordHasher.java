package org.stackdeck.identity.password;

import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.account.AccountEntity;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes: the minimum of OWASP's recommendation). The number of concurrent
 * hashes is limited to the number of processors, because each needs memory and a whole core: a flood of sign-ins must
 * not overload Stackdeck.
 */
@Component
public class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KB = 19 * 1024;
    private static final int ITERATIONS = 2;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Assumed duration of a check until the first one is measured. */
    private static final Duration INITIAL_DURATION_ESTIMATE = Duration.ofMillis(50);
    /** The newest check contributes this fraction (1/n) to the running average. */
    private static final int AVERAGE_WEIGHT = 8;

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration patience;
    private final String nobodys;
    private final AtomicLong averageNanos = new AtomicLong(INITIAL_DURATION_ESTIMATE.toNanos());

    @Autowired
    PasswordHasher() {
        this(
                new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KB, ITERATIONS),
                dummyHash(),
                Runtime.getRuntime().availableProcessors(),
                MAX_WAIT);
    }

    /**
     * @param nobodys hash of no password; comparing with it takes as long as with any other
     * @param patience maximum waiting time for a permit before the attempt is refused
     */
    public PasswordHasher(PasswordEncoder encoder, String nobodys, int turns, Duration patience) {
        this.encoder = encoder;
        this.turns = new Semaphore(turns, true);
        this.patience = patience;
        this.nobodys = nobodys;
    }

    /**
     * Hash in the encoder's format that matches no known password. A constant, because computing it would delay the
     * start.
     */
    static String dummyHash() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KB,
                        ITERATIONS,
                        LANES,
                        base64.encodeToString(new byte[SALT_BYTES]),
                        base64.encodeToString(new byte[HASH_BYTES]));
    }

    public final String hash(String password) {
        return withPermit(() -> {
            String encoded = encoder.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("the encoder returned no hash");
            }
            return encoded;
        });
    }

    /** Takes the same time whether or not there is an account. */
    public boolean matches(String password, @Nullable AccountEntity accountEntity) {
        String hash = accountEntity == null ? nobodys : accountEntity.passwordHash();
        long begin = System.nanoTime();
        boolean right = withPermit(() -> encoder.matches(password, hash));
        long duration = System.nanoTime() - begin;
        averageNanos.updateAndGet(average -> average + (duration - average) / AVERAGE_WEIGHT);
        return right && accountEntity != null;
    }

    /** Takes about as long as {@link #matches}, with a random deviation of up to a quarter, without using a processor. */
    public void simulateMatch() {
        long average = averageNanos.get();
        long deviation = average / 4;
        try {
            TimeUnit.NANOSECONDS.sleep(average + ThreadLocalRandom.current().nextLong(-deviation, deviation + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException(patience);
        }
    }

    private <T> T withPermit(Supplier<T> work) {
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
