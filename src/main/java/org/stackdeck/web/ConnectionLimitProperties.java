package org.stackdeck.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits on client connections.
 *
 * @param perAddress maximum number of open connections of an IPv4 address or IPv6 /64 network, 0 for no limit; has no
 *     effect if {@code server.forward-headers-strategy} is set to a value other than {@code none}, because all
 *     connections then come from the proxy
 * @param requestTimeout maximum time for receiving the headers and the body of a request; extended by one second for
 *     each KiB received, but not beyond 60 seconds, unless at least 64 KiB per second are received on average
 */
@ConfigurationProperties("stackdeck.connections")
record ConnectionLimitProperties(
        @DefaultValue("1000") @Min(0) @Max(1_000_000) int perAddress,

        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration requestTimeout) {}
