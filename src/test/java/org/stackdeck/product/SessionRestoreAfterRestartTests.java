package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Tests signed-in browsers after a restart of the only node, with the embedded database. */
@Tag("integration")
class SessionRestoreAfterRestartTests {

    private static final String ROOT = "root.one";
    private static final Map<String, String> SETTINGS =
            Map.of("stackdeck.limits.sign-ins", "1000000", "stackdeck.clouds-file", "/dev/null");

    @Test
    void browserIsSignedInAfterARestartUnlessItsSessionHasEnded(@TempDir Path directory) {
        Cookie[] signedIn;
        Cookie[] signedOut;
        Cookie[] ended;
        Cookie[] idle;
        Cookie[] tooOld;
        SessionId session;
        Instant authenticatedAt;
        try (StackdeckNode before = StackdeckNode.start(directory, SETTINGS)) {
            before.setUp(ROOT);
            signedIn = signIn(before);
            LoginSession kept = newestSession(before);
            session = kept.id();
            authenticatedAt = kept.authenticatedAt();
            signedOut = signIn(before);
            before.signOut(signedOut);
            ended = signIn(before);
            before.bean(LoginSessionService.class)
                    .end(caller(before), newestSession(before).id());
            idle = signIn(before);
            set(before, "active_at", Instant.now().minusSeconds(31 * 60));
            tooOld = signIn(before);
            set(before, "expires_at", Instant.now().minusSeconds(1));
        }

        try (StackdeckNode after = StackdeckNode.start(directory, SETTINGS)) {
            MvcTestResult page = after.loadPage("/password", signedIn);

            assertThat(page).hasStatus(200);
            assertThat(after.bean(LoginSessionService.class).find(session))
                    .hasValueSatisfying(
                            restored -> assertThat(restored.authenticatedAt()).isEqualTo(authenticatedAt));
            for (Cookie[] invalid : List.of(signedOut, ended, idle, tooOld)) {
                assertThat(after.loadPage("/servers?status=running", invalid))
                        .redirectedUrl()
                        .isEqualTo("/login?next=%2Fservers%3Fstatus%3Drunning");
            }
        }
    }

    private static Cookie[] signIn(StackdeckNode node) {
        return node.signInOnPage(ROOT).getResponse().getCookies();
    }

    /** Sets the time of the newest session. */
    private static void set(StackdeckNode node, String column, Instant at) {
        node.bean(JdbcClient.class)
                .sql("update login_sessions set " + column + " = :at where id = :id")
                .param("at", DatabaseTimestamps.toDatabase(at))
                .param("id", newestSession(node).id().toString())
                .update();
    }

    private static LoginSession newestSession(StackdeckNode node) {
        return node.bean(LoginSessionService.class).listOwn(caller(node)).getFirst();
    }

    private static Caller caller(StackdeckNode node) {
        User root = node.bean(UserDirectory.class).findByName(ROOT).orElseThrow();
        return new Caller(root.id(), root.name(), "192.0.2.3", Caller.Channel.UI);
    }
}
