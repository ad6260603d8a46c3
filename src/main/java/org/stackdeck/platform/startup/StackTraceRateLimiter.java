package org.stackdeck.platform.startup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Limits the number of messages with a stack trace of each logger. Otherwise, a client that causes an error with each
 * request could displace the history of the log within a minute. Further messages are dropped and counted. Their number
 * is logged before the logger's next message with a stack trace.
 */
public final class StackTraceRateLimiter extends TurboFilter
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Maximum number of messages in a burst, and average number per minute after the burst. */
    static final int MAX_MESSAGES = 20;

    private final Map<String, LimitedLogger> loggers = new ConcurrentHashMap<>();

    private static final class LimitedLogger {
        private final Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(MAX_MESSAGES).refillGreedy(MAX_MESSAGES, Duration.ofMinutes(1)))
                .build();
        private final AtomicLong dropped = new AtomicLong();
    }

    /** Adds this filter to the logging system, which Spring Boot has already initialized. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.addTurboFilter(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (!hasStackTrace(parameters, thrown) || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        LimitedLogger limited = loggers.computeIfAbsent(logger.getName(), _ -> new LimitedLogger());
        if (!limited.bucket.tryConsume(1)) {
            limited.dropped.incrementAndGet();
            return FilterReply.DENY;
        }
        long dropped = limited.dropped.getAndSet(0);
        if (dropped > 0) {
            logger.warn(
                    "{} earlier messages with a stack trace were not logged, because they exceeded the limit", dropped);
        }
        return FilterReply.NEUTRAL;
    }

    /**
     * Returns whether the message has a stack trace. SLF4J treats a throwable that is the last parameter as the cause.
     */
    private static boolean hasStackTrace(Object @Nullable [] parameters, @Nullable Throwable thrown) {
        return thrown != null
                || (parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable);
    }
}
