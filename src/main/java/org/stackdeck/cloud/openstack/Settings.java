package org.stackdeck.cloud.openstack;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of what the console asks of a cloud.
 *
 * @param connectTimeout until a connection stands
 * @param readTimeout from sending a request to the last byte of its answer
 * @param parallel requests at once to one service of one cloud
 * @param patience how long a request waits for its turn among those
 * @param breakerPause how long a service that failed repeatedly is left alone
 * @param pageSize servers asked for at once; a smaller page is seen sooner, a larger one costs less in all
 */
@ConfigurationProperties("stackdeck.openstack")
record Settings(
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("8") int parallel,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("5s") Duration breakerPause,
        @DefaultValue("200") int pageSize) {}
