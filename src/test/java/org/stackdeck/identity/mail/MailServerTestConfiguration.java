package org.stackdeck.identity.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** SMTP server on a free port of 127.0.0.1, and the settings that connect to it. */
@TestConfiguration(proxyBeanMethods = false)
public class MailServerTestConfiguration {

    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail mailServer() {
        return new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @Bean
    DynamicPropertyRegistrar mailServerAddress(GreenMail server) {
        return registry -> {
            registry.add("spring.mail.host", () -> "127.0.0.1");
            registry.add("spring.mail.port", () -> server.getSmtp().getPort());
            registry.add("spring.mail.properties.mail.smtp.timeout", () -> "2000");
            registry.add("stackdeck.mail.from", () -> "stackdeck@example.org");
        };
    }
}
