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
 *     length, because a person who guesses the code becomes an administrator
 * @param newSetupCode whether to provide a code for restoring an administrator although one exists
 */
@ConfigurationProperties("stackdeck")
public record SetupCodeProperties(
        @Secret
        @Pattern(regexp = "\\s*|\\s*\\S.{10,}\\S\\s*", flags = Pattern.Flag.DOTALL, message = "at least 12 characters")
        @Nullable
        String setupCode,

        @DefaultValue("false") boolean newSetupCode) {}
