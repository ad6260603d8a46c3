package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.account.UserSettingsService;
import org.stackdeck.identity.factor.SecondFactorPolicyService;
import org.stackdeck.identity.factor.TestAuthenticatorApp;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;

@ApplicationTest
class SignInFlowTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private RegistrationService registrationService;

    @Autowired
    private AccountAdministrationService accountAdministrationService;

    @Autowired
    private TotpEnrollmentService totpEnrollmentService;

    @Autowired
    private SecondFactorPolicyService policy;

    @Autowired
    private PasswordResetService passwords;

    @Autowired
    private LoginSessionService logins;

    @Autowired
    private UserSettingsService userSettingsService;

    @Autowired
    private UserDirectory userDirectory;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            assertThat(mvc.get().uri("/servers")).hasStatus(302).redirectedUrl().isEqualTo("/setup");
            assertThat(mvc.get().uri("/login")).hasStatus(302).redirectedUrl().isEqualTo("/setup");
            assertThat(post("/setup", "code", "let-me-set-up", "username", ROOT.value(), "password", GOOD))
                    .hasStatus(302)
                    .redirectedUrl()
                    .isEqualTo("/admin/first-steps");
        }
    }

    @Test
    void unauthenticatedUserReturnsToTheRequestedPageAfterLogin() {
        assertThat(mvc.get().uri("/servers?x=1"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/login?next=%2Fservers%3Fx%3D1");
        assertThat(login(ROOT.value(), GOOD, "/servers?x=1"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/servers?x=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/..//evil.example",
                "/servers/../login",
                "/./servers",
                "/servers//x",
                "/%2e%2e//x",
                "/%2f/evil.example",
                "/%5cevil.example",
                "/servers;jsessionid=x",
                "/servers%0d%0aX: y",
                "/servers%",
                "/servers%2500",
                "javascript:alert(1)",
                "/logout",
                "servers"
            })
    void returnPathCannotRedirectToAnotherSite(String next) {
        assertThat(login(ROOT.value(), GOOD, next))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/");
    }

    @Test
    void setupPageIsUnavailableOnceAnAdministratorExists() {
        assertThat(mvc.get().uri("/setup")).hasStatus(302).redirectedUrl().isEqualTo("/login");
        assertThat(post("/setup", "code", "let-me-set-up", "username", "second", "password", GOOD))
                .hasStatus(400);
        assertThat(userDirectory.find(new UserName("second"))).isEmpty();
    }

    @Test
    void wrongPasswordAndUnknownNameShowTheSamePage() {
        String wrong = body(login(ROOT.value(), "not the password", ""));
        String unknown = body(login("nobody.here", "not the password", ""));
        assertThat(login(ROOT.value(), "not the password", "")).hasStatus(401);
        assertThat(login("nobody.here", "not the password", "")).hasStatus(401);
        assertThat(anonymised(wrong, ROOT.value())).isEqualTo(anonymised(unknown, "nobody.here"));
    }

    @Test
    void signingInAfterARegistrationDoesNotRevealWhetherTheNameWasTaken() {
        post("/register", "username", "free.name", "displayName", "", "password", GOOD);
        post("/register", "username", ROOT.value(), "displayName", "", "password", "another fine phrase");

        MvcTestResult free = login("free.name", GOOD, "");
        MvcTestResult taken = login(ROOT.value(), "another fine phrase", "");

        assertThat(free).hasStatus(401);
        assertThat(taken).hasStatus(401);
        assertThat(anonymised(body(free), "free.name"))
                .isEqualTo(anonymised(body(taken), ROOT.value()))
                .contains("Incorrect username or password, or the account isn");
        accountAdministrationService
                .nameConflicts(root())
                .forEach(conflict -> accountAdministrationService.dismissNameConflict(root(), conflict.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9\u65e5\u672c", "1.AAAA~\u00e9~x", "~~~", "1.x y"})
    void anInvalidDeviceCookieIsIgnoredAndReplaced(String value) {
        MvcTestResult result = mvc.post()
                .uri("/login")
                .with(csrf())
                .cookie(new Cookie("stackdeck-device", value))
                .param("username", ROOT.value())
                .param("password", GOOD)
                .exchange();

        assertThat(result).hasStatus(302).redirectedUrl().isEqualTo("/");
        assertThat(Objects.requireNonNull(result.getResponse().getCookie("stackdeck-device"))
                        .getValue())
                .matches("1\\.[A-Za-z0-9+/=]+");
    }

    @Test
    void invalidFormKeepsAllInputExceptThePassword() {
        MvcTestResult result =
                post("/register", "username", "Bad Name!", "displayName", "Jo <b>N</b>", "password", "hunter2 short");
        assertThat(result).hasStatus(400);
        assertThat(body(result))
                .contains("value=\"Bad Name!\"", "value=\"Jo &lt;b&gt;N&lt;/b&gt;\"", "username-problem")
                .doesNotContain("hunter2");
    }

    @Test
    void errorsAreTranslated() {
        MvcTestResult result = mvc.post()
                .uri("/register")
                .with(csrf())
                .param("username", "ok.name")
                .param("password", "short")
                .cookie(new Cookie("stackdeck-language", "zh-CN"))
                .exchange();
        assertThat(body(result)).contains("lang=\"zh-CN\"", "请至少使用 12 个字符");
    }

    @Test
    void pendingAccountCanSignInAfterApproval() {
        MvcTestResult registered = post("/register", "username", "waiter", "displayName", "", "password", GOOD);
        assertThat(registered).hasStatus(302).redirectedUrl().isEqualTo("/waiting");
        Cookie statusToken = statusToken(registered);
        assertThat(statusToken.isHttpOnly()).isTrue();
        assertThat(standing(statusToken)).isEqualTo("{\"standing\":\"PENDING\"}");

        MvcTestResult early = login("waiter", GOOD, "");
        assertThat(early).hasStatus(401);
        assertThat(early.getRequest().getSession(false)).isNull();

        accountAdministrationService.approve(root(), id("waiter"));
        assertThat(standing(statusToken)).isEqualTo("{\"standing\":\"APPROVED\"}");
        assertThat(login("waiter", GOOD, "")).hasStatus(302).redirectedUrl().isEqualTo("/");
    }

    @Test
    void registrationOfATakenNameLooksPendingUntilDismissed() {
        Cookie statusToken =
                statusToken(post("/register", "username", ROOT.value(), "displayName", "Me too", "password", GOOD));
        assertThat(standing(statusToken)).isEqualTo("{\"standing\":\"PENDING\"}");
        assertThat(accountAdministrationService.nameConflicts(root()))
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.name()).isEqualTo(ROOT);
                    accountAdministrationService.dismissNameConflict(root(), conflict.id());
                });
        assertThat(standing(statusToken)).isEqualTo("{\"standing\":\"REJECTED\"}");
    }

    @Test
    void aSessionHasANewIdAfterSigningIn() {
        MockHttpSession before = new MockHttpSession();
        MvcTestResult result = mvc.post()
                .uri("/login")
                .session(before)
                .with(csrf())
                .param("username", ROOT.value())
                .param("password", GOOD)
                .exchange();
        assertThat(before.isInvalid()).isTrue();
        assertThat(result.getRequest().getSession(false)).isNotNull().isNotSameAs(before);
    }

    @Test
    void sessionOfADisabledUserEndsAutomatically() {
        approved("leaver");
        MockHttpSession session = session(login("leaver", GOOD, ""));
        assertThat(mvc.get().uri("/password").session(session)).hasStatus(200);

        accountAdministrationService.disable(root(), id("leaver"));

        await().atMost(Duration.ofSeconds(2)).until(session::isInvalid);
    }

    @Test
    void sessionOfAnotherGenerationIsRejected() {
        approved("stale");
        MockHttpSession session = session(login("stale", GOOD, ""));
        passwords.reset(
                "stale",
                passwords.createCode(root(), id("stale")).code(),
                "another fine phrase",
                "192.0.2.9",
                Caller.Channel.UI);
        assertThat(mvc.get().uri("/password").session(session)).hasStatus(302);
    }

    @Test
    void sessionEndedFromAnotherSessionEndsWithItsPages() {
        approved("elsewhere");
        MockHttpSession phone = session(login("elsewhere", GOOD, ""));
        MockHttpSession desk = session(login("elsewhere", GOOD, ""));
        Caller there = new Caller(id("elsewhere"), new UserName("elsewhere"), "192.0.2.3", Caller.Channel.UI);
        LoginSession last = logins.listOwn(there).getFirst();

        logins.end(there, last.id());

        await().atMost(Duration.ofSeconds(2)).until(() -> phone.isInvalid() || desk.isInvalid());
        assertThat(phone.isInvalid() && desk.isInvalid()).isFalse();
        assertThat(logins.listOwn(there)).hasSize(1);
    }

    @Test
    void secondFactorIsRequiredBeforeAnyPageOpens() {
        approved("careful");
        TestAuthenticatorApp phone = enrolled("careful");
        MvcTestResult half = login("careful", GOOD, "/servers?x=1");
        MockHttpSession session = session(half);
        assertThat(half).redirectedUrl().isEqualTo("/servers?x=1");

        assertThat(mvc.get().uri("/servers?x=1").session(session))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/factor?next=%2Fservers%3Fx%3D1");
        assertThat(mvc.get().uri("/password").session(session)).hasStatus(302);
        assertThat(mvc.post().uri("/?v-r=uidl").session(session).with(csrf()))
                .bodyText()
                .contains("/factor");
        assertThat(mvc.post().uri("/?v-r=heartbeat").session(session).with(csrf()))
                .hasStatus(403);

        assertThat(enroll(session, null)).hasStatus(302);
        assertThat(enroll(session, "000000")).hasStatus(302);

        MvcTestResult wrong = factor(session, "000000");
        assertThat(wrong).hasStatus(400);
        assertThat(body(wrong)).contains("code-problem", "name=\"next\" value=\"/servers?x=1\"");
        String before = session.getId();
        MvcTestResult right = factor(session, phone.code(Instant.now().plusSeconds(30)));
        assertThat(right).hasStatus(302).redirectedUrl().isEqualTo("/servers?x=1");
        assertThat(session.getId()).isNotEqualTo(before);
        assertThat(mvc.get().uri("/password").session(session)).hasStatus(200);
        assertThat(mvc.get().uri("/factor").session(session))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/");
    }

    @Test
    void requiredSecondFactorIsSetUpBeforeAnyPageOpens() {
        approved("late");
        MockHttpSession open = session(login("late", GOOD, ""));
        policy.setRequired(root(), User.Role.MEMBER, true);
        try {
            await().atMost(Duration.ofSeconds(2)).until(open::isInvalid);
            MockHttpSession session = session(login("late", GOOD, "/servers"));
            for (String page : List.of("/servers", "/password", "/factor", "/account")) {
                assertThat(mvc.get().uri(page).session(session)).as(page).hasStatus(302);
            }
            assertThat(mvc.get().uri("/servers").session(session))
                    .redirectedUrl()
                    .isEqualTo("/enrol?next=%2Fservers");
            assertThat(mvc.post().uri("/?v-r=uidl").session(session).with(csrf()))
                    .bodyText()
                    .contains("/enrol");

            assertThat(body(enroll(session, null))).contains("class=\"qr\"");
            String page = body(mvc.get().uri("/enrol").session(session).exchange());
            assertThat(page).as("page that still offers a passkey").contains("data-passkey=\"/enrol/passkey\"");
            TestAuthenticatorApp phone = new TestAuthenticatorApp(secret(page));
            assertThat(enroll(session, "000000")).hasStatus(400);
            MvcTestResult done = enroll(session, phone.code(Instant.now()));
            assertThat(done).hasStatus(200);
            assertThat(body(done)).containsPattern("<li>[A-Z2-9]{4}(-[A-Z2-9]{4}){5}</li>");

            assertThat(mvc.get().uri("/password").session(session)).hasStatus(200);
        } finally {
            policy.setRequired(root(), User.Role.MEMBER, false);
        }
    }

    @Test
    void secretOfAnAuthenticatorAppIsKeptAfterTooManyWrongCodes() {
        approved("fumbler");
        policy.setRequired(root(), User.Role.MEMBER, true);
        try {
            MockHttpSession session = session(login("fumbler", GOOD, ""));
            String secret = secret(body(enroll(session, null)));
            for (int i = 0; i < 10; i++) {
                assertThat(enroll(session, "000000")).hasStatus(400);
            }

            MvcTestResult throttled = enroll(session, "000000");
            assertThat(throttled).hasStatus(429).containsHeader("Retry-After");
            assertThat(secret(body(throttled))).isEqualTo(secret);
        } finally {
            policy.setRequired(root(), User.Role.MEMBER, false);
        }
    }

    @Test
    void codeCanBeSubmittedAgainWithoutTheQrCode() {
        approved("restarter");
        policy.setRequired(root(), User.Role.MEMBER, true);
        try {
            MockHttpSession session = session(login("restarter", GOOD, ""));
            for (int i = 0; i < 10; i++) {
                assertThat(enroll(session, "000000")).hasStatus(302);
            }

            assertThat(body(enroll(session, "000000")))
                    .contains("name=\"code\"", "value=\"000000\"")
                    .doesNotContain("class=\"qr\"", "mono secret");
        } finally {
            policy.setRequired(root(), User.Role.MEMBER, false);
        }
    }

    private static String secret(String page) {
        Matcher secret = Pattern.compile("mono secret\">([A-Z2-7 ]+)<").matcher(page);
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private MvcTestResult enroll(MockHttpSession session, @Nullable String code) {
        var request = mvc.post().uri("/enrol").session(session).with(csrf());
        return (code == null ? request : request.param("code", code)).exchange();
    }

    @Test
    void invalidPasskeyResponseIsRejectedWithoutASession() {
        MvcTestResult options = post("/passkey/options");
        assertThat(options).hasStatus(200);
        assertThat(options.getRequest().getSession(false)).isNull();

        MvcTestResult refused = post("/login/passkey", "passkey", "{\"id\":\"x\"}", "next", "/servers");
        assertThat(refused).hasStatus(401);
        assertThat(body(refused)).contains("This passkey isn&#39;t recognized", "value=\"/servers\"");
        assertThat(mvc.post().uri("/passkey/options")).hasStatus(401);
    }

    @Test
    void codesAreThrottledWithoutLockingTheOwnerOut() {
        approved("guarded");
        TestAuthenticatorApp phone = enrolled("guarded");
        MockHttpSession session = session(login("guarded", GOOD, ""));
        for (int i = 0; i < 10; i++) {
            assertThat(factor(session, "000000")).hasStatus(400);
        }
        MvcTestResult throttled = factor(session, phone.code(Instant.now().plusSeconds(30)));
        assertThat(throttled).hasStatus(429).containsHeader("Retry-After");

        assertThat(mvc.post()
                        .uri("/factor")
                        .session(session)
                        .with(csrf())
                        .with(request -> {
                            request.setRemoteAddr("198.51.100.8");
                            return request;
                        })
                        .param("code", phone.code(Instant.now().plusSeconds(30))))
                .hasStatus(302);
    }

    private MvcTestResult factor(MockHttpSession session, String code) {
        return mvc.post()
                .uri("/factor")
                .session(session)
                .with(csrf())
                .param("code", code)
                .param("next", "/servers?x=1")
                .exchange();
    }

    private TestAuthenticatorApp enrolled(String name) {
        User user = userDirectory.find(new UserName(name)).orElseThrow();
        Caller caller = TestSessions.signIn(logins, user, "192.0.2.3", Caller.Channel.UI);
        TestAuthenticatorApp phone = new TestAuthenticatorApp(
                totpEnrollmentService.beginEnrollment(caller).secret());
        totpEnrollmentService.confirm(caller, phone.code(Instant.now()));
        return phone;
    }

    @Test
    void signOutEndsTheSession() {
        approved("goer");
        MockHttpSession session = session(login("goer", GOOD, ""));

        assertThat(mvc.post().uri("/logout").session(session).with(csrf())).hasStatus(302);

        await().until(session::isInvalid);
        assertThat(logins.listOwn(new Caller(id("goer"), new UserName("goer"), "192.0.2.3", Caller.Channel.UI)))
                .isEmpty();
    }

    @Test
    void passwordChangeRequiresTheCurrentOneAndKeepsTheSession() {
        approved("changer");
        MockHttpSession session = session(login("changer", GOOD, ""));
        MvcTestResult refused = mvc.post()
                .uri("/password")
                .session(session)
                .with(csrf())
                .param("current", "not the password")
                .param("password", "another fine phrase")
                .exchange();
        assertThat(refused).hasStatus(400);
        assertThat(body(refused)).contains("current-problem");

        MvcTestResult changed = mvc.post()
                .uri("/password")
                .session(session)
                .with(csrf())
                .param("current", GOOD)
                .param("password", "another fine phrase")
                .exchange();
        assertThat(changed).hasStatus(302);
        assertThat(mvc.get().uri("/password").session(session(changed))).hasStatus(200);
        assertThat(login("changer", GOOD, "")).hasStatus(401);
        assertThat(login("changer", "another fine phrase", "")).hasStatus(302);
    }

    @Test
    void savedPreferencesApplyInANewBrowser() {
        approved("traveller");
        User user = userDirectory.find(new UserName("traveller")).orElseThrow();
        Caller caller = new Caller(user.id(), user.name(), "192.0.2.9", Caller.Channel.UI);
        assertThat(login("traveller", GOOD, "").getResponse().getCookie("stackdeck-theme"))
                .isNull();

        userSettingsService.updatePreferences(caller, "zh-CN", "dark");

        MockHttpServletResponse elsewhere = login("traveller", GOOD, "").getResponse();
        assertThat(elsewhere.getCookie("stackdeck-language"))
                .extracting(Cookie::getValue)
                .isEqualTo("zh-CN");
        assertThat(elsewhere.getCookie("stackdeck-theme"))
                .extracting(Cookie::getValue)
                .isEqualTo("dark");
    }

    @Test
    void formWithoutCsrfTokenIsRejected() {
        assertThat(mvc.post().uri("/login").param("username", ROOT.value()).param("password", GOOD))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/login?stale");
    }

    @Test
    void signOutNeedsNoToken() {
        approved("walker");
        MockHttpSession session = session(login("walker", GOOD, ""));

        assertThat(mvc.post().uri("/logout").session(session)).hasStatus(302);

        await().until(session::isInvalid);
        assertThat(mvc.post().uri("/logout")).hasStatus(302).redirectedUrl().isEqualTo("/login");
    }

    @Test
    void expiredFormKeepsItsReturnPath() {
        assertThat(mvc.post().uri("/login").param("username", ROOT.value()).param("next", "/servers?x=1"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/login?stale&next=%2Fservers%3Fx%3D1");
        assertThat(mvc.post().uri("/login").param("next", "//evil.example"))
                .redirectedUrl()
                .isEqualTo("/login?stale");
    }

    @Test
    void bracesInAReturnPathAreNoTemplateVariables() {
        assertThat(login(ROOT.value(), GOOD, "/servers?q={a}|b"))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/servers?q=%7Ba%7D%7Cb");
    }

    @Test
    void encodedPathsAreHandledLikePlainPaths() {
        assertThat(mvc.post()
                        .uri(URI.create("/%72egister"))
                        .with(csrf())
                        .param("username", "Bad Name")
                        .exchange())
                .hasStatus(400)
                .bodyText()
                .contains("displayName");
    }

    @Test
    void tooManyWrongPasswordsAreThrottledWithoutLockingOthersOut() {
        approved("target");
        for (int i = 0; i < 10; i++) {
            login("target", "wrong wrong wrong", "");
        }
        assertThat(login("target", GOOD, "")).hasStatus(429).containsHeader("Retry-After");
        MvcTestResult elsewhere = mvc.post()
                .uri("/login")
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr("198.51.100.7");
                    return request;
                })
                .param("username", "target")
                .param("password", GOOD)
                .exchange();
        assertThat(elsewhere).hasStatus(302);
    }

    @Test
    void webSocketFromAnotherOriginIsRejected() {
        assertThat(mvc.get()
                        .uri("/VAADIN/push")
                        .header("Upgrade", "websocket")
                        .header("Origin", "https://evil.example"))
                .hasStatus(403);
        assertThat(mvc.get().uri("/VAADIN/push").header("Upgrade", "websocket").header("Origin", "http://localhost"))
                .hasStatus(401);
    }

    private void approved(String name) {
        registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);
        accountAdministrationService.approve(root(), id(name));
    }

    private MvcTestResult login(String name, String password, String next) {
        return post("/login", "username", name, "password", password, "next", next);
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post().uri(path).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private String standing(Cookie statusToken) {
        return body(mvc.get().uri("/waiting/standing").cookie(statusToken).exchange());
    }

    private static Cookie statusToken(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("stackdeck-claim"));
    }

    private static MockHttpSession session(MvcTestResult result) {
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession(false));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** Removes the name, which the page repeats, and the CSRF token, which is different in each response. */
    private static String anonymised(String page, String name) {
        return page.replace(name, "NAME").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    private Caller root() {
        return TestSessions.signIn(logins, userDirectory.find(ROOT).orElseThrow(), "192.0.2.2", Caller.Channel.UI);
    }

    private UserId id(String name) {
        return userDirectory.find(new UserName(name)).map(User::id).orElseThrow();
    }
}
