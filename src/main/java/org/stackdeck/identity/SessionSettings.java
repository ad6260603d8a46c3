package org.stackdeck.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser's session lasts.
 *
 * @param idle without anything that the person does; what pages ask by themselves does not count
 * @param absolute whatever is done
 * @param stepUp how old the last proof may be for what asks for a fresh one; of tokens too
 * @param perUser how many sessions, tokens included, a user has at most; a new one ends the one that was used least
 *     recently
 */
@ConfigurationProperties("stackdeck.session")
public record SessionSettings(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration absolute,
        @DefaultValue("10m") Duration stepUp,
        @DefaultValue("50") int perUser) {

    /** How long a sign-in may wait for its second factor, or for one to be set up. */
    static final Duration INCOMPLETE = Duration.ofMinutes(15);

    public SessionSettings {
        if (!idle.isPositive() || !absolute.isPositive() || !stepUp.isPositive()) {
            throw new IllegalArgumentException(
                    "stackdeck.session.idle, .absolute and .step-up must be longer than nothing");
        }
        if (perUser < 1) {
            throw new IllegalArgumentException("stackdeck.session.per-user must be at least 1");
        }
    }

    /** How far behind {@link LoginSession#activeAt()} may be, so that not every click is a write. */
    Duration grain() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(30)) < 0 ? tenth : Duration.ofSeconds(30);
    }
}
