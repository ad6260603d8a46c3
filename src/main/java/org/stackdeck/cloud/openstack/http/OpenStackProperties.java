package org.stackdeck.cloud.openstack.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the requests to clouds.
 *
 * @param connectTimeout maximum time for connecting to a service
 * @param readTimeout maximum time from sending a request to the last byte of the response
 * @param parallel maximum number of concurrent requests to one service of one cloud
 * @param patience maximum time that a request waits for each permit, and for a token
 * @param breakerPause time for which requests to a repeatedly failing service are rejected
 * @param pageSize servers per page; smaller pages are displayed earlier, larger pages cost less in total. Full lists
 *     after the first one have up to 1,000 servers per page while Nova responds quickly
 */
@ConfigurationProperties("stackdeck.openstack")
public record OpenStackProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration connectTimeout,

        @DefaultValue("60s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration readTimeout,

        @DefaultValue("10") @Min(1) @Max(1000) int parallel,

        @DefaultValue("15s") @DurationMin(seconds = 0) @DurationMax(hours = 1)
        Duration patience,

        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration breakerPause,

        @DefaultValue("200") @Min(1) @Max(10_000) int pageSize) {}
