package org.stackdeck.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser's session lasts.
 *
 * @param idle without anything that the person does; what pages ask by themselves does not count
 * @param absolute whatever is done
 */
@ConfigurationProperties("stackdeck.session")
public record SessionSettings(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration absolute) {

    public SessionSettings {
        if (!idle.isPositive() || !absolute.isPositive()) {
            throw new IllegalArgumentException("stackdeck.session.idle and .absolute must be longer than nothing");
        }
    }

    /** How far behind {@link LoginSession#activeAt()} may be, so that not every click is a write. */
    Duration grain() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(30)) < 0 ? tenth : Duration.ofSeconds(30);
    }
}
