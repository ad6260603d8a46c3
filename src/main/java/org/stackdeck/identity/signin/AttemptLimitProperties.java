package org.stackdeck.identity.signin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of attempts within ten minutes, unless another period is specified.
 *
 * @param perAccountAndSource wrong passwords, reset codes or second-factor codes for one account from one address, from
 *     one trusted browser, or in one open session; also taken names that the holder of an invitation enters
 * @param perSource wrong passwords and reset codes from one address, for all names together; also, separately, invalid
 *     passkey responses and invalid invitations from one address
 * @param registrations registrations from one address; also, separately, requests for reset codes by e-mail
 * @param codesPerAccount wrong second-factor codes for one account from all addresses together, except those from which
 *     the user recently verified a second factor; only a user who knows the password or has a session can try a code
 * @param setup wrong setup codes from one address
 * @param signIns successful sign-ins per minute for one account from one address, or from all its trusted browsers
 * @param changes changes per minute by one user: of the profile, password, passkeys, authenticator app, recovery codes,
 *     key pairs, launch templates, deletion protections, display settings and saved views, and factor verifications
 * @param patience maximum waiting time of an attempt that exceeds {@code perSource}
 */
@ConfigurationProperties("stackdeck.limits")
public record AttemptLimitProperties(
        @DefaultValue("10") @Min(1) @Max(1_000_000) int perAccountAndSource,
        @DefaultValue("100") @Min(1) @Max(1_000_000) int perSource,
        @DefaultValue("60") @Min(1) @Max(1_000_000) int registrations,
        @DefaultValue("30") @Min(1) @Max(1_000_000) int codesPerAccount,
        @DefaultValue("10") @Min(1) @Max(1_000_000) int setup,
        @DefaultValue("60") @Min(1) @Max(1_000_000) int signIns,
        @DefaultValue("60") @Min(1) @Max(1_000_000) int changes,

        @DefaultValue("20s") @DurationMin(seconds = 0) @DurationMax(minutes = 10)
        Duration patience) {}
