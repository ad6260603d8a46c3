package org.stackdeck.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;

/**
 * Marks a test of sign-in and registration in the whole application. All such tests share one application and one
 * database. They therefore use unique users, and an administrator named {@code root.one}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("integration")
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.data-dir=${test.data:target/test-data}/signin"
        })
@AutoConfigureMockMvc
@Import(WeakPasswordHasherTestConfiguration.class)
public @interface ApplicationTest {}
