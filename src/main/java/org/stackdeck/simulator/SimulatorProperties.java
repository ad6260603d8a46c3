package org.stackdeck.simulator;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the simulated cloud in the Stackdeck process, which {@code stackdeck.demo} starts.
 *
 * @param servers number of servers
 * @param changesPerMinute background changes per minute; 0 for none
 */
@ConfigurationProperties("stackdeck.simulator")
record SimulatorProperties(
        @DefaultValue("40") @Min(0) @Max(1_000_000) int servers,

        @DefaultValue("4") @DecimalMin("0") @DecimalMax("60000")
        double changesPerMinute) {}
