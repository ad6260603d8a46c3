package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.stackdeck.audit.RecordedAudit;

@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.data-dir=target/test-data/signin"
        })
@AutoConfigureMockMvc
class SignInFlowTests {

    @TestConfiguration
    static class Fakes {
        @Bean
        @Primary
        RecordedAudit recordedAudit() {
            return new RecordedAudit();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Test
    void theFirstAdministratorIsMadeAndComesIn() {
        assertThat(mvc.get().uri("/servers")).hasStatus(302).redirectedUrl().isEqualTo("/setup");
        assertThat(mvc.post()
                        .uri("/setup")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .param("code", "let-me-set-up")
                        .param("username", "root.one")
                        .param("password", "a quiet river bends"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/");
        assertThat(mvc.get().uri("/servers?x=1"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/login?next=%2Fservers%3Fx%3D1");
        assertThat(mvc.post()
                        .uri("/login")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .param("username", "root.one")
                        .param("password", "a quiet river bends")
                        .param("next", "/servers?x=1"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/servers?x=1");
    }
}
