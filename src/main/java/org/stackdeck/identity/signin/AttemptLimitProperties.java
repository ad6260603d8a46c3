package org.stackdeck.identity.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Number of attempts in ten minutes before they are throttled.
 *
 * @param perAccountAndSource wrong passwords or reset codes for one name from one address, from one trusted browser, or
 *     in one open session
 * @param perSource wrong passwords or codes from one address, for all names together
 * @param registrations registrations from one address
 * @param codesPerAccount wrong codes of a second factor for one account from any address: a code can only be tried by a
 *     user who knows the password or has a session
 * @param setup wrong setup codes from one address
 * @param signIns successful sign-ins for one account from one address, or from all its trusted browsers, per minute
 * @param changes changes of a user's own data per minute: key pairs, launch templates, names, factor verifications,
 *     set-ups of an authenticator app, and new deletion protections
 * @param patience maximum waiting time of an attempt beyond {@code perSource}
 */
@ConfigurationProperties("stackdeck.limits")
public record AttemptLimitProperties(
        @DefaultValue("10") int perAccountAndSource,
        @DefaultValue("100") int perSource,
        @DefaultValue("60") int registrations,
        @DefaultValue("30") int codesPerAccount,
        @DefaultValue("10") int setup,
        @DefaultValue("60") int signIns,
        @DefaultValue("60") int changes,
        @DefaultValue("20s") Duration patience) {}
