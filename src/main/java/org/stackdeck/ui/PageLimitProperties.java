package org.stackdeck.ui;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many pages may be open at once. Each takes some 300 kB of memory.
 *
 * @param perSession in one session of a browser, 1 or more
 * @param perUser in all sessions of a user, 1 or more
 */
@ConfigurationProperties("stackdeck.limits.pages")
public record PageLimitProperties(
        @DefaultValue("30") int perSession,
        @DefaultValue("60") int perUser) {

    public PageLimitProperties {
        if (perSession < 1 || perUser < 1) {
            throw new IllegalArgumentException("stackdeck.limits.pages.per-session and .per-user must be at least 1");
        }
    }
}
