package org.stackdeck.ui.vaadin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Maximum number of open pages. Each page takes about 300 kB of memory.
 *
 * @param perSession limit for one browser session, at least 1
 * @param perUser limit for all sessions of a user, at least 1
 */
@ConfigurationProperties("stackdeck.limits.pages")
public record OpenPageLimitProperties(
        @DefaultValue("30") int perSession,
        @DefaultValue("60") int perUser) {

    public OpenPageLimitProperties {
        if (perSession < 1 || perUser < 1) {
            throw new IllegalArgumentException("stackdeck.limits.pages.per-session and .per-user must be at least 1");
        }
    }
}
