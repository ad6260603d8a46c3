package org.stackdeck.identity.setup;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stackdeck.platform.configuration.Secret;

/**
 * The code for creating or restoring an administrator.
 *
 * @param setupCode one-time code of {@code /setup}, for automation; generated and logged by default. Has a minimum
 *     length, because anyone who guesses it becomes an administrator
 * @param newSetupCode whether a code is available although an administrator exists, to restore one
 */
@ConfigurationProperties("stackdeck")
public record SetupCodeProperties(
        @Secret
        @Pattern(regexp = "\\s*|\\s*\\S.{10,}\\S\\s*", flags = Pattern.Flag.DOTALL, message = "at least 12 characters")
        @Nullable
        String setupCode,

        @DefaultValue("false") boolean newSetupCode) {}
