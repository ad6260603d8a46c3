package org.stackdeck.identity.secret;

import java.nio.file.Path;
import javax.crypto.SecretKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.SecretsKeyLoader;

/** Provides the key that encrypts secrets in the database. */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {

    @Bean
    SecretKey secretsKey(
            @Value("${stackdeck.secrets-key:}") String given, @Value("${stackdeck.data-dir}") Path dataDirectory) {
        return SecretsKeyLoader.loadOrCreate(given, dataDirectory);
    }
}
