package org.stackdeck.identity;

import java.time.Instant;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.mail.MailSenderProperties;
import org.stackdeck.identity.passkey.PasskeyProperties;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;
import org.stackdeck.identity.session.LoginSessionProperties;
import org.stackdeck.identity.setup.SetupCodeProperties;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.platform.node.NodeTestConfiguration;

/** All beans of identity and the audit trail, with a clock that tests can advance. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AttemptLimitProperties.class,
    LoginSessionProperties.class,
    PasskeyProperties.class,
    MailSenderProperties.class,
    SetupCodeProperties.class
})
@Import({PublicUrl.class, NodeTestConfiguration.class, WeakPasswordHasherTestConfiguration.class})
@ComponentScan(
        basePackageClasses = {IdentityTestConfiguration.class, AuditTrail.class},
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class IdentityTestConfiguration {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    }
}
