package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.StackdeckProcess;

/** Tests that only user activity extends a session, unlike pushes and requests that the page sends itself. */
@Tag("browser")
class SessionIdleTimeoutTests {

    private static final Duration IDLE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void idlePageExpiresDespitePushesAndAUsedOneContinues() {
        Map<String, String> settings = Map.of(
                "STACKDECK_SESSION_IDLE",
                IDLE.toSeconds() + "s",
                // The timeout applies to requests, not to the WebSockets of the pages.
                "STACKDECK_CONNECTIONS_REQUESTTIMEOUT",
                "2s");
        try (StackdeckProcess stackdeckProcess = StackdeckProcess.withDemoCloud(directory, settings);
                TestBrowsers testBrowsers = new TestBrowsers()) {
            JsonHttpClient root = stackdeckProcess.setUp("root");
            String server = startedServer(root);
            Page left = opened(testBrowsers, stackdeckProcess);
            Page used = opened(testBrowsers, stackdeckProcess);
            List<Instant> pushes = pushesTo(left);
            Instant leftAt = Instant.now();

            for (int second = 0; second < 2 * IDLE.toSeconds() && !left.url().contains("/login"); second++) {
                root.post("/api/os/servers/" + server + "/action", Map.of("action", "reboot"));
                new ServersPageObject(used).search("round " + second);
                left.waitForTimeout(1_000);
            }

            assertThat(left).hasURL(Pattern.compile(".*/login\\?expired&next=.*"));
            assertThat(left.getByText("Your session expired")).isVisible();
            assertThat(pushes)
                    .as("the page still received pushes shortly before it expired")
                    .anyMatch(at -> at.isAfter(leftAt.plus(IDLE.dividedBy(2))));
            // The session of the servlet container has also ended, not only Flow's part of it.
            assertThat(left.request()
                            .get("/password", RequestOptions.create().setMaxRedirects(0))
                            .status())
                    .isEqualTo(302);

            assertThat(used.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            assertThat(used.url()).doesNotContain("/login");
        }
    }

    private static Page opened(TestBrowsers testBrowsers, StackdeckProcess stackdeckProcess) {
        Page page = testBrowsers.openPage(stackdeckProcess.url());
        new SignInPageObject(page).signIn("root");
        new ServersPageObject(page).rows().first().waitFor();
        return page;
    }

    private static List<Instant> pushesTo(Page page) {
        List<Instant> pushes = new CopyOnWriteArrayList<>();
        page.onWebSocket(socket -> socket.onFrameReceived((WebSocketFrame _) -> pushes.add(Instant.now())));
        page.reload();
        new ServersPageObject(page).rows().first().waitFor();
        return pushes;
    }

    private static String startedServer(JsonHttpClient root) {
        for (var server : root.get("/api/os/servers").expect(200).body().path("servers")) {
            if (server.path("status").asString().equals("ACTIVE")) {
                return server.path("id").asString();
            }
        }
        throw new AssertionError("no running server");
    }
}
