package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.invitation.InvitationWithGrantsService;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.UserSettingsService;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeService;

@ApplicationTest
class RegistrationFlowTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private RegistrationPolicyService policy;

    @Autowired
    private InvitationWithGrantsService promises;

    @Autowired
    private UserSettingsService userSettingsService;

    @Autowired
    private LoginSessionService logins;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private NoticeService notices;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            initialSetupService.complete("let-me-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.UI);
        }
    }

    @AfterEach
    void anyoneMayAskAgain() {
        policy.setMode(root(), RegistrationPolicyService.Mode.APPROVAL);
    }

    @Test
    void invitationOnlyModeIsExplainedOnThePage() {
        policy.setMode(root(), RegistrationPolicyService.Mode.INVITATION);
        assertThat(body(mvc.get().uri("/register").exchange()))
                .contains("by invitation only", "for an invitation link")
                .doesNotContain("name=\"password\"");
        assertThat(body(mvc.get().uri("/login").exchange())).contains("How to get an account");
        assertThat(register("whoever")).hasStatus(403).bodyText().contains("by invitation only");
        assertThat(userDirectory.find(new UserName("whoever"))).isEmpty();
    }

    @Test
    void administratorsReceiveANoticeOfARegistration() {
        int before = countPendingNotices();
        assertThat(register("waiting.one")).hasStatus(302);

        await().untilAsserted(() -> assertThat(countPendingNotices()).isEqualTo(before + 1));
    }

    private int countPendingNotices() {
        return notices.listNewest(root(), 200).stream()
                .map(Notice::content)
                .filter(content -> content.kind() == NoticeKind.ACCOUNT_PENDING)
                .mapToInt(NoticeContent::count)
                .sum();
    }

    @Test
    void closedRegistrationIsExplainedAndNotLinked() {
        policy.setMode(root(), RegistrationPolicyService.Mode.CLOSED);
        assertThat(body(mvc.get().uri("/register").exchange()))
                .contains("Registration is closed")
                .doesNotContain("name=\"password\"");
        assertThat(body(mvc.get().uri("/login").exchange())).doesNotContain("/register");
        assertThat(register(ROOT.value())).hasStatus(403).bodyText().contains("Registration is closed");
        MvcTestResult wrong = post("/login", "username", ROOT.value(), "password", "not the one");
        assertThat(wrong).hasStatus(401).bodyText().doesNotContain("/register");
    }

    @Test
    void invitationLinkMovesItsTokenToACookieOfThePage() {
        String token = invite(1);
        MvcTestResult link = mvc.get().uri("/register?invitation=" + token).exchange();
        assertThat(link)
                .hasStatus(302)
                .hasHeader("Location", "/register")
                .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
        assertThat(link.getResponse().getHeader("Set-Cookie"))
                .contains("stackdeck-invitation=" + token, "Path=/register", "HttpOnly", "SameSite=Lax");
        assertThat(mvc.get()
                        .uri("/register?invitation=" + token)
                        .secure(true)
                        .exchange()
                        .getResponse()
                        .getHeader("Set-Cookie"))
                .contains("Secure");

        MvcTestResult page = opened(token);
        assertThat(body(page))
                .contains("Root One invited you", "name=\"invited\"")
                .doesNotContain(token);
    }

    @Test
    void invitedUserIsSignedInAfterRegistration() {
        String token = invite(1);
        policy.setMode(root(), RegistrationPolicyService.Mode.INVITATION);
        assertThat(body(opened(token))).contains("name=\"password\"");

        MvcTestResult joined = join("mia.one", GOOD, token);
        assertThat(joined).hasStatus(302).redirectedUrl().isEqualTo("/");
        assertThat(joined.getRequest().getSession(false)).isNotNull();
        assertThat(joined.getResponse().getHeaders("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("stackdeck-invitation=;") && cookie.contains("Max-Age=0"));
        assertThat(userDirectory.find(new UserName("mia.one"))).get().matches(User::isActive);
    }

    @Test
    void invalidInvitationsShowTheSameError() {
        String used = invite(1);
        join("mia.two", GOOD, used);
        String tampered = used.substring(0, 42) + (used.endsWith("A") ? "B" : "A");
        assertThat(Stream.of(used, tampered, "none", "<b>")
                        .map(token -> opened(token))
                        .peek(page -> assertThat(page).hasStatus(200))
                        .peek(page -> assertThat(page.getResponse().getHeaders("Set-Cookie"))
                                .anyMatch(cookie -> cookie.startsWith("stackdeck-invitation=;")))
                        .map(RegistrationFlowTests::body)
                        .map(page -> page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", ""))
                        .distinct())
                .singleElement()
                .asString()
                .contains("is invalid or has expired", "Request an account");
        assertThat(join("mia.three", GOOD, used))
                .hasStatus(403)
                .bodyText()
                .contains("is invalid or has expired")
                .doesNotContain("name=\"invited\"");
        assertThat(userDirectory.find(new UserName("mia.three"))).isEmpty();
    }

    @Test
    void invitedFormWithoutCookieCreatesNoAccount() {
        assertThat(post("/register", "invited", "true", "username", "mia.four", "password", GOOD))
                .hasStatus(403)
                .bodyText()
                .contains("is invalid or has expired");
        assertThat(userDirectory.find(new UserName("mia.four"))).isEmpty();
    }

    @Test
    void invalidInvitedFormIsShownAgainAsInvitedForm() {
        String token = invite(1);
        assertThat(join(ROOT.value(), GOOD, token))
                .hasStatus(400)
                .bodyText()
                .contains("This username is taken", "Root One invited you", "name=\"invited\"");
        assertThat(join("mia.five", "short", token))
                .hasStatus(400)
                .bodyText()
                .contains("at least 12", "name=\"invited\"");
        assertThat(join("mia.five", GOOD, token)).hasStatus(302);
    }

    @Test
    void closedRegistrationRejectsInvitations() {
        String token = invite(1);
        String open = body(opened(token));
        policy.setMode(root(), RegistrationPolicyService.Mode.CLOSED);
        assertThat(open).contains("name=\"invited\"");
        assertThat(join("mia.six", GOOD, token))
                .hasStatus(403)
                .bodyText()
                .contains("Registration is closed")
                .doesNotContain("name=\"password\"");
        assertThat(body(opened(token))).contains("Registration is closed").doesNotContain("invited you");
        policy.setMode(root(), RegistrationPolicyService.Mode.APPROVAL);
        assertThat(join("mia.six", GOOD, token)).hasStatus(302);
    }

    @Test
    void formFromAnotherOriginCreatesNoAccount() {
        String token = invite(1);
        assertThat(mvc.post()
                        .uri("/register")
                        .cookie(new Cookie("stackdeck-invitation", token))
                        .param("invited", "true")
                        .param("username", "mia.seven")
                        .param("password", GOOD)
                        .exchange())
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/register?stale");
        assertThat(userDirectory.find(new UserName("mia.seven"))).isEmpty();
    }

    @Test
    void namesAreEscaped() {
        userSettingsService.changeDisplayName(root(), "<img src=x onerror=alert(1)>");
        try {
            assertThat(body(opened(invite(1)))).contains("&lt;img src=x").doesNotContain("<img src=x");
        } finally {
            userSettingsService.changeDisplayName(root(), "Root One");
        }
    }

    private String invite(int uses) {
        if (userDirectory.find(ROOT).orElseThrow().displayName().equals(ROOT.value())) {
            userSettingsService.changeDisplayName(root(), "Root One");
        }
        return promises.createInvitation(
                        root(), new NewInvitation("Mia", Duration.ofDays(7), uses, Set.of()), List.of())
                .token()
                .value();
    }

    private MvcTestResult opened(String token) {
        return mvc.get()
                .uri("/register")
                .cookie(new Cookie("stackdeck-invitation", token))
                .exchange();
    }

    private MvcTestResult join(String name, String password, String token) {
        return mvc.post()
                .uri("/register")
                .with(csrf())
                .cookie(new Cookie("stackdeck-invitation", token))
                .param("invited", "true")
                .param("username", name)
                .param("displayName", "")
                .param("password", password)
                .exchange();
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
        return TestSessions.signIn(logins, userDirectory.find(ROOT).orElseThrow(), "192.0.2.2", Caller.Channel.UI);
    }
}
