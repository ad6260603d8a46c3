package org.stackdeck.identity.password;

import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Uses Argon2 with 64 KiB of memory and one iteration, because tests of accounts compute thousands of hashes. */
@TestConfiguration(proxyBeanMethods = false)
public class WeakPasswordHasherTestConfiguration {

    @Bean
    @Primary
    PasswordHasher weakPasswordHasher() {
        PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 64, 1);
        return new PasswordHasher(
                encoder,
                encoder.encode("the password of no user"),
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(10));
    }
}
