package org.stackdeck.cloud.notifications;

import java.time.Duration;
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
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1s") Duration firstWait,
        @DefaultValue("30s") Duration longestWait,
        @DefaultValue("30s") Duration rebind,
        @DefaultValue("250") int prefetch,
        @DefaultValue("10000") int queueLength,
        @DefaultValue("1m") Duration timeToLive,
        @DefaultValue("1MB") DataSize largestMessage) {}
