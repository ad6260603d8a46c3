package org.stackdeck.identity.mail;

import java.net.InetAddress;
import java.time.Instant;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.PublicUrl;

/** Stored messages and their delivery, with a clock that the test can advance. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, MailSenderProperties.class})
@Import({
    MailServerTestConfiguration.class,
    MailRepository.class,
    MailOutbox.class,
    MailRenderer.class,
    MailTransport.class,
    MailDeliveryJob.class,
    EmailAddressRepository.class,
    MailRecipientService.class,
    JdbcMailStatusService.class,
    SecretBox.class
})
public class MailTestConfiguration {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-25T10:00:00.123456Z"));
    }

    @Bean
    SecretKey secretKey() {
        return new SecretKeySpec(new byte[32], "AES");
    }

    @Bean
    PublicUrl publicUrl() {
        return new PublicUrl("https://stackdeck.example", InetAddress.getLoopbackAddress(), 8080, "none");
    }
}
