package org.stackdeck.cloud.notifications;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the connections to message brokers.
 *
 * @param connectTimeout timeout for connecting, for the handshake, for each request to the broker, and for closing
 * @param heartbeat a broker that sends nothing for twice this time counts as failed; in whole seconds
 * @param firstWait maximum delay after the first failure; doubles with each further failure. The actual delay is
 *     random, at least half of the maximum. Also the delay until the bindings are first repeated; it doubles with each
 *     repetition
 * @param longestWait maximum delay after failures
 * @param rebind maximum interval at which the bindings to the exchanges are repeated
 * @param prefetch maximum number of unacknowledged messages
 * @param queueLength maximum number of messages in the queue; beyond it, the oldest ones are dropped
 * @param timeToLive maximum age of a message in the queue
 * @param largestMessage maximum size of a message; larger messages are skipped without being parsed
 */
@ConfigurationProperties("stackdeck.notifications")
record NotificationProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration connectTimeout,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration heartbeat,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration firstWait,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration longestWait,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration rebind,

        @DefaultValue("250") @Min(1) @Max(65_535) int prefetch,
        @DefaultValue("10000") @Min(1) @Max(10_000_000) int queueLength,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration timeToLive,

        @DefaultValue("1MB") @Min(1_024) @Max(BrokerConnectionFactories.MAX_MESSAGE_BYTES)
        DataSize largestMessage) {}
