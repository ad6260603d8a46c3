package org.stackdeck.ui.vaadin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Maximum number of open pages. Each page takes about 300 kB of memory.
 *
 * @param perSession limit for one browser session
 * @param perUser limit for all sessions of a user
 */
@ConfigurationProperties("stackdeck.limits.pages")
public record OpenPageLimitProperties(
        @DefaultValue("30") @Min(1) @Max(1_000_000) int perSession,
        @DefaultValue("60") @Min(1) @Max(1_000_000) int perUser) {}
