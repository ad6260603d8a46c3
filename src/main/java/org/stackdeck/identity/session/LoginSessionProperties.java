package org.stackdeck.identity.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of sessions and access tokens.
 *
 * @param idle maximum duration of a browser session without user activity; requests that a page sends automatically do
 *     not count
 * @param absolute maximum lifetime of a browser session, regardless of activity
 * @param stepUp maximum age of the last authentication for sensitive actions; also applies to tokens
 * @param perUser maximum number of sessions and tokens of a user; a new one ends the least recently used one
 */
@ConfigurationProperties("stackdeck.session")
public record LoginSessionProperties(
        @DefaultValue("30m") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration idle,

        @DefaultValue("12h") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration absolute,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration stepUp,

        @DefaultValue("50") @Min(1) @Max(1_000_000) int perUser) {

    /** Maximum time for completing a sign-in with a second factor, or for setting one up. */
    static final Duration INCOMPLETE = Duration.ofMinutes(15);

    /**
     * Returns the precision of {@link LoginSession#activeAt()}, which is limited so that not every click causes a
     * write.
     */
    Duration activityPrecision() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(30)) < 0 ? tenth : Duration.ofSeconds(30);
    }
}
