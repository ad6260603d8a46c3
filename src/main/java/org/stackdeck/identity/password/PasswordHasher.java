package org.stackdeck.identity.password;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.platform.ClientNetwork;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes: the minimum that OWASP recommends). Each of two queues computes
 * at most as many hashes at a time as there are processors, because each hash needs memory and a whole core. A flood of
 * sign-ins must not overload Stackdeck. Unknown clients and known users have separate queues, so that a flood of
 * unknown clients does not delay known users. Both queues are bounded, and so is the share of each {@link Requester}.
 * Hashes run on platform threads, because they would block the carrier threads of virtual threads.
 */
@Component
public class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KB = 19 * 1024;
    private static final int ITERATIONS = 2;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Maximum number of waiting requests in each queue: a few seconds of work for two processors. */
    static final int MAX_WAITING = 100;

    /** Maximum number of running and waiting requests of unknown clients in one network. */
    static final int MAX_PER_NETWORK = 25;

    /** Maximum number of running and waiting requests of one known user. */
    static final int MAX_PER_USER = 10;

    private static final Duration IDLE_THREAD_LIFETIME = Duration.ofSeconds(30);

    /** Initial estimate of the average duration of a check. */
    private static final Duration INITIAL_DURATION_ESTIMATE = Duration.ofMillis(50);
    /** Reciprocal of the weight of the newest check in the running average. */
    private static final int AVERAGE_WEIGHT = 8;

    private final PasswordEncoder encoder;
    private final ThreadPoolExecutor unknownClients;
    private final ThreadPoolExecutor knownUsers;
    private final ConcurrentHashMap<Requester, Integer> pending = new ConcurrentHashMap<>();
    private final Duration maxWait;
    private final String dummyHash;
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
     * @param dummyHash hash that matches no known password; a comparison with it takes as long as with any other hash
     * @param concurrency maximum number of concurrent hashes in each queue
     * @param maxWait maximum waiting time until the request is refused
     */
    public PasswordHasher(PasswordEncoder encoder, String dummyHash, int concurrency, Duration maxWait) {
        this.encoder = encoder;
        this.unknownClients = newQueue("password-hashes", concurrency);
        this.knownUsers = newQueue("password-hashes-of-users", concurrency);
        this.maxWait = maxWait;
        this.dummyHash = dummyHash;
    }

    /**
     * Returns a hash in the encoder's format that matches no known password. The hash is not computed, because that
     * would delay the start.
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

    /**
     * @param password accepted by {@link PasswordRules}, because the encoder rejects unpaired surrogates
     * @throws TooManyAttemptsException if too many requests are waiting, or this one waited too long; the password was
     *     not hashed
     */
    public final String hash(String password, Requester requester) {
        return runQueued(requester, () -> {
            String encoded = encoder.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("the encoder returned no hash");
            }
            return encoded;
        });
    }

    /**
     * Returns whether the password matches. Takes the same time whether or not there is an account, and whether or not
     * the password is well-formed UTF-16.
     *
     * @throws TooManyAttemptsException if too many requests are waiting, or this one waited too long; the password was
     *     not checked
     */
    public boolean matches(String password, @Nullable AccountEntity accountEntity, Requester requester) {
        String hash = accountEntity == null ? dummyHash : accountEntity.passwordHash();
        // Replaces unpaired surrogates, which the encoder rejects. No stored password contains one.
        String wellFormed = new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        boolean matches = runQueued(requester, () -> {
            long begin = System.nanoTime();
            boolean matching = encoder.matches(wellFormed, hash);
            long duration = System.nanoTime() - begin;
            averageNanos.updateAndGet(average -> average + (duration - average) / AVERAGE_WEIGHT);
            return matching;
        });
        return matches && accountEntity != null && wellFormed.equals(password);
    }

    /**
     * Waits about as long as {@link #matches} takes, with a random deviation of up to a quarter, without using a
     * processor.
     */
    public void simulateMatch() {
        long average = averageNanos.get();
        long deviation = average / 4;
        try {
            TimeUnit.NANOSECONDS.sleep(average + ThreadLocalRandom.current().nextLong(-deviation, deviation + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    /** Returns the number of running and waiting requests of the requester. */
    int pending(Requester requester) {
        return pending.getOrDefault(requester, 0);
    }

    /** Returns the number of waiting requests of unknown clients. */
    int waiting() {
        return unknownClients.getQueue().size();
    }

    private <T> T runQueued(Requester requester, Supplier<T> work) {
        int maxPending = requester.known() ? MAX_PER_USER : MAX_PER_NETWORK;
        try {
            if (pending.merge(requester, 1, Integer::sum) > maxPending) {
                throw busy();
            }
            return run(requester.known() ? knownUsers : unknownClients, new FutureTask<>(work::get));
        } finally {
            pending.computeIfPresent(requester, (_, number) -> number == 1 ? null : number - 1);
        }
    }

    private <T> T run(ThreadPoolExecutor queue, FutureTask<T> task) {
        try {
            queue.execute(task);
            try {
                return task.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (queue.remove(task)) {
                    throw busy();
                }
                return task.get();
            }
        } catch (RejectedExecutionException e) {
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            queue.remove(task);
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static TooManyAttemptsException busy() {
        return new TooManyAttemptsException(RETRY_AFTER);
    }

    private static ThreadPoolExecutor newQueue(String name, int concurrency) {
        ThreadPoolExecutor queue = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                IDLE_THREAD_LIFETIME.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING, true),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        queue.allowCoreThreadTimeOut(true);
        return queue;
    }

    /**
     * Client or user for whom a password is hashed.
     *
     * @param known whether the requester is a user in an open session, in a trusted browser or at a known address, or
     *     has a valid code or invitation
     */
    public record Requester(String id, boolean known) {

        public static Requester client(String source) {
            return new Requester(ClientNetwork.of(source), false);
        }

        public static Requester user(UserId user) {
            return new Requester(user.toString(), true);
        }

        /** Returns the requester for the holder of a valid code or invitation. */
        public static Requester holder(String code) {
            return new Requester(code, true);
        }
    }
}
