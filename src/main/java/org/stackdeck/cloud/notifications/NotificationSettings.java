package org.stackdeck.cloud.notifications;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what is taken from a broker.
 *
 * @param connectTimeout until a connection stands
 * @param heartbeat a broker that was silent for twice as long is taken for dead; in whole seconds
 * @param firstWait after a first failure; doubled with each further one
 * @param longestWait the longest wait after failures
 * @param rebind how often it is seen to that the exchange still leads to us
 * @param prefetch messages under way to us that we have not yet confirmed
 * @param queueLength messages that wait for us in the broker; older ones are dropped for newer ones
 * @param timeToLive how long a message waits for us in the broker
 * @param largestMessage a larger one is skipped unread
 */
@ConfigurationProperties("stackdeck.notifications")
record NotificationSettings(
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1s") Duration firstWait,
        @DefaultValue("30s") Duration longestWait,
        @DefaultValue("30s") Duration rebind,
        @DefaultValue("250") int prefetch,
        @DefaultValue("10000") int queueLength,
        @DefaultValue("1m") Duration timeToLive,
        @DefaultValue("1MB") DataSize largestMessage) {}
