package org.stackdeck.platform.metrics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Endpoint for the metrics of Prometheus.
 *
 * @param port port of the metrics, 0 for any free one; without it, the metrics are not served
 * @param address local address of the port; requests need no authentication
 */
@ConfigurationProperties("stackdeck.metrics")
record MetricsServerProperties(
        @Nullable @Min(0) @Max(MetricsServerProperties.MAX_PORT)
        Integer port,

        @DefaultValue("127.0.0.1") InetAddress address) {

    static final int MAX_PORT = 65_535;
}
