package org.stackdeck.platform.node;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Several nodes (Stackdeck processes) on one database.
 *
 * @param enabled whether several nodes share the database; the same on all of them; requires MariaDB or PostgreSQL
 * @param pollInterval interval in which a node reads the changes of other nodes
 * @param drain time for which an ending node reports that it is not ready before it stops accepting connections; longer
 *     than a load balancer needs to notice
 */
@ConfigurationProperties("stackdeck.nodes")
public record ClusterProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("250ms") @DurationMin(millis = 50) @DurationMax(millis = 500)
        Duration pollInterval,

        @DefaultValue("0s") @DurationMin(seconds = 0) @DurationMax(minutes = 5)
        Duration drain) {}
