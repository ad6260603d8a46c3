package org.stackdeck.cloud.openstack.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the requests to clouds.
 *
 * @param readTimeout maximum time from sending a request to the last byte of the response
 * @param parallel maximum number of concurrent requests to one service of one cloud
 * @param patience maximum time that a request waits for each permit, and for a token
 * @param breakerPause time for which requests to a repeatedly failing service are rejected
 * @param pageSize servers per page; smaller pages are displayed earlier, larger pages cost less in total
 */
@ConfigurationProperties("stackdeck.openstack")
public record OpenStackProperties(
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("10") int parallel,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("5s") Duration breakerPause,
        @DefaultValue("200") int pageSize) {}
