package org.stackdeck.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stackdeck.platform.configuration.Secret;
import org.stackdeck.platform.startup.StartupException;

/**
 * Settings that several modules use.
 *
 * @param dataDir data directory: embedded database, keys, last known servers, log; mode 0700; one process at a time
 * @param demo whether to use a simulated cloud instead of those of {@code clouds.yaml}
 * @param publicUrl address at which users open Stackdeck: scheme, host and, if needed, port, such as
 *     {@code https://stackdeck.example}; set it unless users open it on the same machine
 * @param secretsKey key that encrypts secrets in the database: 32 bytes in base64, the same for all processes that
 *     share a database; by default, Stackdeck creates {@code keys/secret-box.key} in the data directory
 * @param newSecretsKey key that replaces the one in {@code stackdeck.secrets-key}; used only by
 *     {@code ./start rotate-key}
 */
@ConfigurationProperties("stackdeck")
public record StackdeckProperties(
        @DefaultValue("data") Path dataDir,
        @DefaultValue("false") boolean demo,
        @Nullable String publicUrl,
        @Secret @Nullable String secretsKey,
        @Secret @Nullable String newSecretsKey) {

    /** @throws StartupException if the URL or the key is invalid; the message contains neither */
    public StackdeckProperties {
        if (publicUrl != null && !publicUrl.isBlank()) {
            PublicUrl.parse(publicUrl);
        }
        if (secretsKey != null && !secretsKey.isBlank()) {
            SecretsKeyLoader.load(secretsKey, dataDir);
        }
    }
}
