package org.stackdeck.ui.signin.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.factor.TestAuthenticatorApp;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Tests browsers whose HTTP session is lost, as after a restart. They send only the cookies. */
@ApplicationTest
class SessionRestoreFlowTests {

    private static final String GOOD = "a quiet river bends";
    private static final String COOKIE = "stackdeck-restore";
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
    private LoginSessionService logins;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private JdbcClient database;

    private String name;

    @BeforeEach
    void approvedUser() {
        if (initialSetupService.isRequired()) {
            assertThat(mvc.post()
                            .uri("/setup")
                            .with(csrf())
                            .param("code", "let-me-set-up")
                            .param("username", ROOT.value())
                            .param("password", GOOD))
                    .hasStatus(302);
        }
        name = "u" + UUID.randomUUID().toString().substring(0, 8);
        registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);
        accountAdministrationService.approve(root(), user().id());
    }

    @Test
    void cookieHasTheAttributesOfTheSessionCookie() {
        assertThat(signIn().getResponse().getHeaders("Set-Cookie"))
                .filteredOn(header -> header.startsWith(COOKIE + "="))
                .singleElement()
                .asString()
                .matches(COOKIE + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void pageOpensInANewHttpSessionOfTheSameLoginSession() {
        MvcTestResult signedIn = signIn();
        LoginSession before = loginSession();

        MvcTestResult page = get("/password", cookie(signedIn));

        assertThat(page).hasStatus(200);
        assertThat(session(page).getId()).isNotEqualTo(session(signedIn).getId());
        assertThat(loginSession()).isEqualTo(before);
        assertThat(mvc.get().uri("/password").session(session(page))).hasStatus(200);
    }

    @Test
    void signInPageRedirectsARestoredBrowserToItsPage() {
        Cookie cookie = cookie(signIn());
        assertThat(get("/login?next=/servers", cookie))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/servers");
    }

    @Test
    void tabsThatReloadAtTheSameTimeAreAllSignedIn() {
        Cookie cookie = cookie(signIn());
        MvcTestResult one = get("/password", cookie);
        MvcTestResult other = get("/password", cookie);

        assertThat(mvc.get().uri("/password").session(session(one))).hasStatus(200);
        assertThat(mvc.get().uri("/password").session(session(other))).hasStatus(200);
    }

    @Test
    void loginSessionHasALimitedNumberOfHttpSessions() {
        Cookie cookie = cookie(signIn());
        List<MockHttpSession> restored = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            restored.add(session(get("/password", cookie)));
        }

        assertThat(restored.getFirst().isInvalid()).isTrue();
        assertThat(restored.subList(1, 11)).noneMatch(MockHttpSession::isInvalid);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /?v-r=uidl",
        "POST, /?v-r=heartbeat",
        "GET, /?v-r=init&location=servers",
        "GET, /VAADIN/push?v-r=push",
        "GET, /VAADIN/dynamic/resource/0/a/b",
        "HEAD, /servers",
        "POST, /password"
    })
    void onlyRequestsThatOpenAPageRestoreASession(String method, String uri) {
        AtomicReference<MockHttpServletRequest> sent = new AtomicReference<>();
        // Requests that reach Flow fail, because Flow is not part of the test.
        mvc.method(HttpMethod.valueOf(method))
                .uri(uri)
                .with(csrf())
                .cookie(cookie(signIn()))
                .with(request -> {
                    sent.set(request);
                    return request;
                })
                .exchange();

        assertThat(Objects.requireNonNull(sent.get()).getSession(false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "\u00e9"})
    void unknownTokenCreatesNoSession(String token) {
        signIn();
        assertIsSignedOut(new Cookie(COOKIE, token));
    }

    @Test
    void openingARestoredPageIsNoActivity() {
        Cookie cookie = cookie(signIn());
        database.sql("update login_sessions set active_at = :at where id = :id")
                .param("at", DatabaseTimestamps.toDatabase(Instant.now().minusSeconds(600)))
                .param("id", loginSession().id().toString())
                .update();
        Instant stored = loginSession().activeAt();

        MvcTestResult page = get("/password", cookie);

        assertThat(page).hasStatus(200);
        assertThat(loginSession().activeAt()).isEqualTo(stored);
        assertThat(mvc.get().uri("/password").session(session(page))).hasStatus(200);
        assertThat(loginSession().activeAt()).isAfter(stored);
    }

    @Test
    void formWithoutAValidTokenIsShownAgainInARestoredSession() {
        Cookie cookie = cookie(signIn());

        MvcTestResult refused = mvc.post()
                .uri("/password")
                .cookie(cookie)
                .param("current", GOOD)
                .param("password", "another fine phrase")
                .exchange();

        assertThat(refused).hasStatus(302).redirectedUrl().isEqualTo("/password?stale");
        assertThat(get("/password?stale", cookie)).hasStatus(200);
    }

    @Test
    void signOutDeletesTheCookieAndEndsTheLoginSession() {
        MvcTestResult signedIn = signIn();

        MvcTestResult signedOut = mvc.post()
                .uri("/logout")
                .session(session(signedIn))
                .cookie(cookie(signedIn))
                .exchange();

        assertThat(cookie(signedOut).getMaxAge()).isZero();
        assertIsSignedOut(cookie(signedIn));
    }

    @Test
    void signOutWithoutAnHttpSessionEndsTheLoginSession() {
        Cookie cookie = cookie(signIn());

        MvcTestResult signedOut = mvc.post().uri("/logout").cookie(cookie).exchange();

        assertThat(signedOut).hasStatus(302).redirectedUrl().isEqualTo("/login");
        assertThat(cookie(signedOut).getMaxAge()).isZero();
        assertThat(logins.listOwn(caller(null))).isEmpty();
        assertIsSignedOut(cookie);
    }

    @Test
    void nextSignInOfTheBrowserInvalidatesItsToken() {
        Cookie first = cookie(signIn());
        Cookie second = cookie(signIn(first));

        assertIsSignedOut(first);
        assertThat(get("/password", second)).hasStatus(200);
    }

    @Test
    void passwordChangeInvalidatesTheToken() {
        MvcTestResult signedIn = signIn();
        MvcTestResult changed = mvc.post()
                .uri("/password")
                .session(session(signedIn))
                .cookie(cookie(signedIn))
                .with(csrf())
                .param("current", GOOD)
                .param("password", "another fine phrase")
                .exchange();

        assertIsSignedOut(cookie(signedIn));
        assertThat(get("/password", cookie(changed))).hasStatus(200);
    }

    @Test
    void sessionEndedByTheUserElsewhereIsNotRestored() {
        Cookie cookie = cookie(signIn());
        logins.end(caller(null), loginSession().id());
        assertIsSignedOut(cookie);
    }

    @Test
    void sessionOfADisabledUserIsNotRestored() {
        Cookie cookie = cookie(signIn());
        accountAdministrationService.disable(root(), user().id());
        assertIsSignedOut(cookie);
    }

    @Test
    void sessionIsRestorableOnlyAfterTheSecondFactor() {
        Cookie earlier = cookie(signIn());
        LoginSession session = loginSession();
        Caller caller = caller(session);
        TestAuthenticatorApp phone = new TestAuthenticatorApp(
                totpEnrollmentService.beginEnrollment(caller).secret());
        totpEnrollmentService.confirm(caller, phone.code(Instant.now()));

        MvcTestResult half = signIn(earlier);
        assertThat(cookie(half).getMaxAge()).isZero();
        assertIsSignedOut(earlier);

        MvcTestResult complete = mvc.post()
                .uri("/factor")
                .session(session(half))
                .with(csrf())
                .param("code", phone.code(Instant.now().plusSeconds(30)))
                .exchange();
        assertThat(complete).hasStatus(302);
        assertThat(get("/password", cookie(complete))).hasStatus(200);
    }

    private void assertIsSignedOut(Cookie cookie) {
        MvcTestResult page = get("/password", cookie);
        assertThat(page).hasStatus(302).redirectedUrl().isEqualTo("/login?next=%2Fpassword");
        assertThat(page.getRequest().getSession(false)).isNull();
    }

    private MvcTestResult signIn(Cookie... sent) {
        var request =
                mvc.post().uri("/login").with(csrf()).param("username", name).param("password", GOOD);
        MvcTestResult result = (sent.length == 0 ? request : request.cookie(sent)).exchange();
        assertThat(result).hasStatus(302);
        return result;
    }

    private MvcTestResult get(String uri, Cookie cookie) {
        return mvc.get().uri(uri).cookie(cookie).exchange();
    }

    private static Cookie cookie(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie(COOKIE));
    }

    private static MockHttpSession session(MvcTestResult result) {
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession(false));
    }

    private User user() {
        return userDirectory.find(new UserName(name)).orElseThrow();
    }

    /** Returns the only session of the user. */
    private LoginSession loginSession() {
        List<LoginSession> all = logins.listOwn(caller(null));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Caller caller(@Nullable LoginSession session) {
        User user = user();
        return new Caller(
                user.id(), user.name(), "192.0.2.3", Caller.Channel.UI, session == null ? null : session.id());
    }

    private Caller root() {
        return TestSessions.signIn(logins, userDirectory.find(ROOT).orElseThrow(), "192.0.2.2", Caller.Channel.UI);
    }
}
