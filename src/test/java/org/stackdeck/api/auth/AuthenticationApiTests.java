package org.stackdeck.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.TestTokenChecks;
import org.stackdeck.api.error.RequestBodyLimitFilter;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.factor.TestAuthenticatorApp;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.setup.AdministratorSetupService;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
@Import(AuthenticationApiTests.RevokingController.class)
class AuthenticationApiTests {

    private static final String GOOD = "a quiet river bends";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private LoginSessionService loginSessionService;

    @Autowired
    private SigningKeys keys;

    @Autowired
    private JdbcClient database;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            assertThat(post("/api/setup", null, """
                    {"code":"let-me-set-up","username":"root.one","password":"%s"}""".formatted(GOOD))).hasStatus(201);
        }
    }

    @Test
    void registrationDoesNotRevealExistingUsers() {
        MvcTestResult fresh = post("/api/auth/register", null, credentials("fresh.one", GOOD));
        MvcTestResult taken = post("/api/auth/register", null, credentials("root.one", GOOD));
        assertThat(fresh).hasStatus(202).bodyJson().isStrictlyEqualTo("{\"status\":\"PENDING\"}");
        assertThat(taken).hasStatus(202).bodyJson().isStrictlyEqualTo("{\"status\":\"PENDING\"}");
    }

    @Test
    void everyRefusedSignInHasTheSameResponse() {
        post("/api/auth/register", null, credentials("pending.one", GOOD));
        member("disabled.one");
        assertThat(post("/api/admin/users/disabled.one/disable", token("root.one"), ""))
                .hasStatus(200);

        List<String> bodies = Stream.of(
                        credentials("root.one", "not the password"),
                        credentials("nobody.here", GOOD),
                        credentials("Not A Name", GOOD),
                        credentials("pending.one", GOOD),
                        credentials("disabled.one", GOOD))
                .map(body -> post("/api/auth/login", null, body))
                .peek(result -> assertThat(result).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON))
                .map(AuthenticationApiTests::body)
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aTokenNamesItsTypeAndGivesAccess() {
        MvcTestResult login = post("/api/auth/login", null, credentials("root.one", GOOD));
        assertThat(login)
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.tokenType")
                .isEqualTo("Bearer");
        assertThat(login).bodyJson().extractingPath("$.expiresIn").isEqualTo(3600);
        assertThat(login.getRequest().getSession(false)).isNull();
        assertThat(get("/api/admin/users", token("root.one"))).hasStatus(200);
    }

    @Test
    void aRequestWithoutTokenGetsAProblemDocument() {
        assertThat(mvc.get().uri("/api/admin/users"))
                .hasStatus(401)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo(401);
    }

    @Test
    void administratorEndpointsAreRefusedForMembers() {
        member("plain.one");
        String token = token("plain.one");
        assertThat(get("/api/admin/users", token)).hasStatus(403).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        // The response is the same for an unknown user, because members must not learn which users exist.
        assertThat(post("/api/admin/users/nobody.here/approve", token, "")).hasStatus(403);
        assertThat(post("/api/admin/users/plain.one/role", token, "{\"role\":\"administrator\"}"))
                .hasStatus(403);
    }

    @Test
    void everyRefusedAdministratorCallIsAudited() {
        member("curious.one");
        String token = token("curious.one");
        Map<String, MvcTestResult> calls = new LinkedHashMap<>();
        calls.put("user.list", get("/api/admin/users", token));
        for (String action : List.of("approve", "reject", "disable", "enable")) {
            calls.put("user." + action, post("/api/admin/users/nobody.here/" + action, token, ""));
        }
        calls.put("user.set-role", post("/api/admin/users/root.one/role", token, "{\"role\":\"king\"}"));
        calls.put("user.give-reset-code", post("/api/admin/users/root.one/reset-code", token, ""));
        calls.put("user.end-sessions", delete("/api/admin/users/root.one/sessions", token));
        calls.put("server.read-owner", get("/api/admin/servers/none/owner", token));
        calls.put("server.owner", put("/api/admin/servers/none/owner", token, "{\"user\":\"curious.one\"}"));
        calls.put("factor.require", get("/api/admin/settings/second-factor", token));
        calls.put("audit.export", get("/api/admin/audit", token));
        calls.put("audit.verify", get("/api/admin/audit/verification", token));
        calls.put("diagnostics.export", get("/api/admin/diagnostics", token));
        calls.put("audit.retain", put("/api/admin/settings/audit-retention", token, "{\"days\":30}"));
        calls.put("user.dismiss-clash", delete("/api/admin/name-clashes/" + UUID.randomUUID(), token));

        assertThat(calls.values()).allSatisfy(result -> assertThat(result).hasStatus(403));
        assertThat(AuditTrailReader.newest(database, 0, calls.size()).reversed())
                .extracting(written -> written.entry().action())
                .containsExactlyElementsOf(calls.keySet());
        assertThat(AuditTrailReader.newest(database, 0, calls.size()))
                .extracting(
                        written -> written.entry().action(),
                        written -> written.entry().objectType(),
                        written -> written.entry().objectId(),
                        written -> written.entry().objectName())
                .contains(
                        tuple("user.set-role", "user", null, "root.one"),
                        tuple("server.owner", "server", "none", null),
                        tuple("factor.require", "role", null, null));
        assertThat(AuditTrailReader.newest(database, 0, calls.size()))
                .allMatch(written -> written.entry().result() == AuditEntry.Result.REFUSED
                        && written.entry().actor().equals("curious.one"));
    }

    @Test
    void anAdministratorSetsTheRetentionOfTheAuditTrail() {
        String token = token("root.one");
        String setting = "/api/admin/settings/audit-retention";

        assertThat(get(setting, token)).hasStatus(200).bodyJson().isLenientlyEqualTo("{\"days\":null,\"entries\":0}");
        assertThat(get(setting + "/preview?days=30", token)).hasStatus(200);
        assertThat(put(setting, token, "{\"days\":365}"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"days\":365,\"entries\":0}");
        for (String bad : List.of("29", "3651", "0", "-1")) {
            assertThat(put(setting, token, "{\"days\":" + bad + "}")).hasStatus(400);
            assertThat(get(setting + "/preview?days=" + bad, token)).hasStatus(400);
        }
        assertThat(get(setting + "/preview?days=many", token))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"code": "bad-retention", "field": "days",
                         "detail": "days must be 30 to 3650 days, or null to keep entries forever."}""");
        assertThat(get(setting, token)).bodyJson().extractingPath("$.days").isEqualTo(365);
        assertThat(put(setting, token, "{\"days\":null}")).hasStatus(200);
        assertThat(get("/api/admin/audit/verification", token))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"removedUpTo\":null,\"removedUntil\":null}");
    }

    @Test
    void aTokenIsRejectedWhenItsUserIsDisabled() {
        member("gone.one");
        String token = token("gone.one");
        assertThat(get("/api/admin/users", token)).hasStatus(403);
        post("/api/admin/users/gone.one/disable", token("root.one"), "");
        assertThat(get("/api/admin/users", token)).hasStatus(401);
        post("/api/admin/users/gone.one/enable", token("root.one"), "");
        assertThat(get("/api/admin/users", token)).hasStatus(401);
    }

    @Test
    void logoutRevokesOnlyTheTokenOfTheRequest() {
        String other = token("root.one");
        String token = token("root.one");
        assertThat(post("/api/auth/logout", token, "")).hasStatus(204);

        assertThat(get("/api/admin/users", token)).hasStatus(401);
        assertThat(get("/api/admin/users", other)).hasStatus(200);
    }

    @Test
    void aReadReturnsNothingIfTheTokenIsRevokedWhileItWaits() {
        MvcTestResult read = get("/api/revoking-read", token("root.one"));

        assertThat(read).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(body(read)).doesNotContain("data of the cloud");
    }

    /** Ends the caller's session during a request whose token was checked a second ago. */
    @RestController
    static class RevokingController {

        private final LoginSessionService loginSessionService;

        RevokingController(LoginSessionService loginSessionService) {
            this.loginSessionService = loginSessionService;
        }

        @GetMapping("/api/revoking-read")
        Map<String, String> read(Caller caller, HttpServletRequest request) {
            loginSessionService.logout(caller, Objects.requireNonNull(caller.session()));
            TestTokenChecks.setAge(request, Duration.ofSeconds(1));
            return Map.of("text", "data of the cloud");
        }
    }

    @Test
    void anAdministratorRevokesAllTokensOfAUserWhoCanSignInAgain() {
        member("ended.one");
        String token = token("ended.one");
        assertThat(delete("/api/admin/users/ended.one/sessions", token)).hasStatus(403);
        assertThat(delete("/api/admin/users/ended.one/sessions", token("root.one")))
                .hasStatus(204);

        assertThat(get("/api/admin/users", token)).hasStatus(401);
        assertThat(get("/api/admin/users", token("ended.one"))).hasStatus(403);
    }

    @Test
    void aTokenWithoutSessionIsRejected() throws JOSEException {
        User root = userDirectory.find(new UserName("root.one")).orElseThrow();
        JWSSigner ours = new ECDSASigner(keys.newest());

        assertThat(get(
                        "/api/admin/users",
                        signed("at+jwt", statusTokens(root).claim("sid", null).build(), ours)))
                .hasStatus(401);
        assertThat(get(
                        "/api/admin/users",
                        signed(
                                "at+jwt",
                                statusTokens(root).claim("sid", "no id").build(),
                                ours)))
                .hasStatus(401);
    }

    @Test
    void aCodeIsRequiredAndRequestedOnlyAfterTheCorrectPassword() {
        member("factor.one");
        TestAuthenticatorApp app = enrolled("factor.one");

        assertThat(post("/api/auth/login", null, credentials("factor.one", GOOD)))
                .hasStatus(401)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("code-needed");
        assertThat(post("/api/auth/login", null, withCode("factor.one", GOOD, "000000")))
                .hasStatus(401)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("code-wrong");
        String wrong = body(post("/api/auth/login", null, withCode("factor.one", "not the password", "000000")));
        assertThat(wrong)
                .isEqualTo(body(post("/api/auth/login", null, credentials("nobody.here", GOOD))))
                .doesNotContain("code-");

        MvcTestResult in = post("/api/auth/login", null, withCode("factor.one", GOOD, next(app)));
        assertThat(in).hasStatus(200);
        assertThat(get("/api/auth/factors", json.readTree(body(in)).get("token").asString()))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"second\":[\"TOTP\"],\"recoveryCodesLeft\":10}");
    }

    @Test
    void enrollmentRevokesOtherTokensAndKeepsTheEnrollingOne() {
        member("factor.two");
        String before = token("factor.two");
        String setter = token("factor.two");

        enrolled(setter, "factor.two");

        assertThat(get("/api/auth/factors", before)).hasStatus(401);
        assertThat(get("/api/auth/factors", setter)).hasStatus(200);
    }

    @Test
    void aTokenWithoutRequiredSecondFactorPermitsOnlyEnrollment() {
        member("late.one");
        assertThat(put("/api/admin/settings/second-factor", token("root.one"), "{\"roles\":[\"member\"]}"))
                .hasStatus(200);
        try {
            String token = token("late.one");
            for (String path : List.of("/api/os/servers", "/api/auth/factors", "/api/admin/users")) {
                assertThat(get(path, token))
                        .hasStatus(403)
                        .bodyJson()
                        .extractingPath("$.code")
                        .isEqualTo("enrolment-needed");
            }
            enrolled(token, "late.one");
            assertThat(get("/api/auth/factors", token)).hasStatus(200);
            assertThat(mvc.delete().uri("/api/auth/totp").header("Authorization", "Bearer " + token))
                    .hasStatus(409)
                    .bodyJson()
                    .extractingPath("$.code")
                    .isEqualTo("factor-required");
        } finally {
            assertThat(put("/api/admin/settings/second-factor", token("root.one"), "{\"roles\":[]}"))
                    .hasStatus(200);
        }
        assertThat(put("/api/admin/settings/second-factor", token("root.one"), "{\"roles\":[\"administrator\"]}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("not-enrolled");
        assertThat(put("/api/admin/settings/second-factor", token("root.one"), "{\"roles\":[\"king\"]}"))
                .hasStatus(400);
    }

    private MvcTestResult put(String path, String token, String body) {
        return mvc.put()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void aTokenIsReauthenticatedByPasswordOrSecondFactor() {
        member("stepper");
        String token = token("stepper");
        assertThat(post("/api/auth/step-up", token, "{\"password\":\"" + GOOD + "\"}"))
                .hasStatus(204);
        assertThat(post("/api/auth/step-up", token, "{\"password\":\"not the password\"}"))
                .hasStatus(400);
        assertThat(post("/api/auth/step-up", token, "{}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.field")
                .isEqualTo("password");

        TestAuthenticatorApp app = enrolled(token, "stepper");
        assertThat(post("/api/auth/step-up", token, "{\"password\":\"" + GOOD + "\"}"))
                .hasStatus(401);
        assertThat(post("/api/auth/step-up", token, "{\"code\":\"" + next(app) + "\"}"))
                .hasStatus(204);
    }

    private TestAuthenticatorApp enrolled(String name) {
        return enrolled(token(name), name);
    }

    private TestAuthenticatorApp enrolled(String token, String name) {
        MvcTestResult begun = post("/api/auth/totp", token, "");
        assertThat(begun).as(name).hasStatus(201);
        TestAuthenticatorApp app = new TestAuthenticatorApp(
                json.readTree(body(begun)).get("secret").asString());
        assertThat(post("/api/auth/totp/confirm", token, "{\"code\":\"" + app.code(Instant.now()) + "\"}"))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.recoveryCodes")
                .asArray()
                .hasSize(10);
        return app;
    }

    /** Returns the code of the next time step, which is unused and accepted because clocks may run ahead. */
    private static String next(TestAuthenticatorApp app) {
        return app.code(Instant.now().plusSeconds(30));
    }

    private static String withCode(String name, String password, String code) {
        return """
                {"username":"%s","password":"%s","code":"%s"}""".formatted(name, password, code);
    }

    @Test
    void onlyTokensIssuedByStackdeckAreAccepted() throws JOSEException {
        User root = userDirectory.find(new UserName("root.one")).orElseThrow();
        JWTClaimsSet good = statusTokens(root).build();
        JWSSigner ours = new ECDSASigner(keys.newest());
        assertThat(get("/api/admin/users", signed("at+jwt", good, ours))).hasStatus(200);

        assertThat(get("/api/admin/users", new PlainJWT(good).serialize())).hasStatus(401);
        assertThat(get("/api/admin/users", signed("JWT", good, ours))).hasStatus(401);
        assertThat(get(
                        "/api/admin/users",
                        signed("at+jwt", statusTokens(root).audience("other").build(), ours)))
                .hasStatus(401);
        assertThat(get(
                        "/api/admin/users",
                        signed("at+jwt", statusTokens(root).issuer("other").build(), ours)))
                .hasStatus(401);
        assertThat(get(
                        "/api/admin/users",
                        signed(
                                "at+jwt",
                                statusTokens(root)
                                        .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                                        .build(),
                                ours)))
                .hasStatus(401);
        assertThat(get(
                        "/api/admin/users",
                        signed("at+jwt", statusTokens(root).expirationTime(null).build(), ours)))
                .hasStatus(401);
        JWSSigner foreign = new ECDSASigner(
                new ECKeyGenerator(Curve.P_256).keyID(keys.newest().getKeyID()).generate());
        assertThat(get("/api/admin/users", signed("at+jwt", good, foreign))).hasStatus(401);
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                good);
        symmetric.sign(new MACSigner(keys.newest().toPublicJWK().toJSONString()));
        assertThat(get("/api/admin/users", symmetric.serialize())).hasStatus(401);
    }

    @Test
    void aBadRegistrationIsRejectedNamingTheFields() {
        assertThat(post("/api/auth/register", null, credentials("Bad Name", "short")))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .containsExactlyInAnyOrder("NAME_FORM", "PASSWORD_TOO_SHORT");
        assertThat(post("/api/auth/register", null, credentials("malformed.one", "\\ud800 quiet river bends")))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .containsExactly("PASSWORD_MALFORMED");
    }

    @Test
    void anUnknownUserIs404AndAWrongState409() {
        String root = token("root.one");
        assertThat(post("/api/admin/users/nobody.here/approve", root, "")).hasStatus(404);
        assertThat(post("/api/admin/users/root.one/approve", root, ""))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("ACTIVE");
        assertThat(post("/api/admin/users/root.one/disable", root, "")).hasStatus(409);
    }

    @Test
    void anUnknownRoleIsRejectedNamingTheField() {
        assertThat(post("/api/admin/users/root.one/role", token("root.one"), "{\"role\":\"king\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"field": "role", "code": "unknown-role",
                         "detail": "role must be one of: administrator, member"}""");
        assertThat(post("/api/admin/users/root.one/role", token("root.one"), "{}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"role\", \"code\": \"missing-field\"}");
    }

    @Test
    void anOversizedBodyIsRejected() {
        assertThat(post(
                        "/api/auth/login",
                        null,
                        credentials("root.one", "x".repeat(RequestBodyLimitFilter.MAX_BODY_SIZE))))
                .hasStatus(413)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void unusualSpellingsOfApiPathsAreHandledByTheApi() {
        assertThat(mvc.post()
                        .uri(URI.create("/%61pi/auth/login"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(credentials("root.one", "x".repeat(RequestBodyLimitFilter.MAX_BODY_SIZE))))
                .hasStatus(413)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(mvc.post()
                        .uri(URI.create("/%61pi/auth/login"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{"))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void signingKeysAreAccessibleToTheirOwnerOnly(@Value("${stackdeck.data-dir}") Path data) throws Exception {
        Path directory = data.resolve("keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    private JWTClaimsSet.Builder statusTokens(User user) {
        return new JWTClaimsSet.Builder()
                .issuer("stackdeck")
                .audience("stackdeck-api")
                .subject(user.id().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("gen", user.generation())
                .claim(
                        "sid",
                        loginSessionService
                                .createToken(
                                        user,
                                        new LoginSession.Client("192.0.2.1", null),
                                        Duration.ofHours(1),
                                        Set.of(AuthenticationFactor.PASSWORD))
                                .id()
                                .toString());
    }

    private String signed(String type, JWTClaimsSet statusTokens, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .keyID(keys.newest().getKeyID())
                        .build(),
                statusTokens);
        token.sign(signer);
        return token.serialize();
    }

    private MvcTestResult delete(String path, String token) {
        return mvc.delete().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private void member(String name) {
        post("/api/auth/register", null, credentials(name, GOOD));
        assertThat(post("/api/admin/users/" + name + "/approve", token("root.one"), ""))
                .hasStatus(200);
    }

    private String token(String name) {
        MvcTestResult login = post("/api/auth/login", null, credentials(name, GOOD));
        assertThat(login).hasStatus(200);
        return json.readTree(body(login)).get("token").asString();
    }

    private MvcTestResult get(String path, String token) {
        return mvc.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private MvcTestResult post(String path, @Nullable String token, String body) {
        var request =
                mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body);
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }

    private static String credentials(String name, String password) {
        return """
                {"username":"%s","password":"%s"}""".formatted(name, password);
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
