package org.stackdeck.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackTraceRateLimiterTests {

    private final LoggerContext logging = new LoggerContext();
    private final Logger logger = logging.getLogger("a");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void install() {
        logging.addTurboFilter(new StackTraceRateLimiter());
        log.setContext(logging);
        log.start();
        logging.getLogger("ROOT").addAppender(log);
        logger.setLevel(Level.WARN);
    }

    @Test
    void messagesWithAStackTraceAreLimitedForEachLogger() {
        for (int i = 0; i < 500; i++) {
            logger.error("failed", new IllegalStateException());
            logger.warn("{} failed", i, new IllegalStateException());
        }
        logging.getLogger("b").error("failed", new IllegalStateException());

        assertThat(log.list).hasSizeBetween(StackTraceRateLimiter.MAX_MESSAGES, StackTraceRateLimiter.MAX_MESSAGES + 5);
        assertThat(log.list.getLast().getLoggerName()).isEqualTo("b");
    }

    @Test
    void otherMessagesAreNotLimitedAndDisabledOnesDoNotCount() {
        for (int i = 0; i < 500; i++) {
            logger.warn("{} of {}", i, 500);
            logger.debug("failed", new IllegalStateException());
        }
        logger.error("failed", new IllegalStateException());

        assertThat(log.list).hasSize(501);
    }
}
