package org.stackdeck.ui.push;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the delivery of changes to pages.
 *
 * @param deliveryGap minimum average time between pushes to a page; 0 for no limit. A page receives at most four pushes
 * in four times this time
 */
@ConfigurationProperties("stackdeck.ui")
public record UiPushProperties(
        @DefaultValue("250ms") @DurationMin(seconds = 0) @DurationMax(minutes = 1)
        Duration deliveryGap) {}
