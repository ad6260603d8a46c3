package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.Setup;
import org.stackdeck.identity.UserName;

@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.data-dir=target/test-data/signin"
        })
@AutoConfigureMockMvc
class RegistrationFlowTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Setup setup;

    @Autowired
    private RegistrationPolicy policy;

    @Autowired
    private LoginSessions logins;

    @Autowired
    private Directory directory;

    @BeforeEach
    void anAdministrator() {
        if (setup.needed()) {
            setup.complete("let-me-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.UI);
        }
    }

    @AfterEach
    void anyoneMayAskAgain() {
        policy.set(root(), RegistrationPolicy.Mode.APPROVAL);
    }

    @Test
    void byInvitationOnlyThePageSaysHow() {
        policy.set(root(), RegistrationPolicy.Mode.INVITATION);
        assertThat(body(mvc.get().uri("/register").exchange()))
                .contains("by invitation", "for a link")
                .doesNotContain("name=\"password\"");
        assertThat(body(mvc.get().uri("/login").exchange())).contains("How to get an account");
        assertThat(register("whoever")).hasStatus(403).bodyText().contains("by invitation");
        assertThat(directory.find(new UserName("whoever"))).isEmpty();
    }

    @Test
    void onceClosedThePageSaysSoAndNothingLeadsThere() {
        policy.set(root(), RegistrationPolicy.Mode.CLOSED);
        assertThat(body(mvc.get().uri("/register").exchange()))
                .contains("Registration is closed")
                .doesNotContain("name=\"password\"");
        assertThat(body(mvc.get().uri("/login").exchange())).doesNotContain("/register");
        assertThat(register(ROOT.value())).hasStatus(403).bodyText().contains("Registration is closed");
        MvcTestResult wrong = post("/login", "username", ROOT.value(), "password", "not the one");
        assertThat(wrong).hasStatus(401).bodyText().doesNotContain("/register");
    }

    @Test
    void whatAnAddressHoldsGoesToNoOtherSite() {
        assertThat(mvc.get().uri("/register")).hasHeader("Referrer-Policy", "same-origin");
    }

    private MvcTestResult register(String name) {
        return post("/register", "username", name, "displayName", "", "password", GOOD);
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post().uri(path).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private Caller root() {
        LoginSession session =
                logins.beginWeb(directory.find(ROOT).orElseThrow(), new LoginSession.Client("192.0.2.2", null));
        return new Caller(session.user(), ROOT, "192.0.2.2", Caller.Channel.UI, session.id());
    }
}
