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
import org.stackdeck.product.Console;
import org.stackdeck.product.Rest;

/** Only user activity extends a session: neither pushes nor requests made by the page itself do. */
@Tag("browser")
class IdleTests {

    private static final Duration IDLE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void idlePageExpiresDespitePushesAndAUsedOneContinues() {
        Map<String, String> settings = Map.of(
                "STACKDECK_SESSION_IDLE",
                IDLE.toSeconds() + "s",
                // Limits requests; the WebSockets of both pages outlast it.
                "STACKDECK_CONNECTIONS_REQUESTTIMEOUT",
                "2s");
        try (Console console = Console.demo(directory, settings);
                Browsers browsers = new Browsers()) {
            Rest root = console.setUp("root");
            Page used = opened(browsers, console);
            Page left = opened(browsers, console);
            List<Instant> pushes = pushesTo(left);
            Instant leftAt = Instant.now();

            String server = startedServer(root);
            for (int second = 0; second < 2 * IDLE.toSeconds() && !left.url().contains("/login"); second++) {
                root.post("/api/os/servers/" + server + "/action", Map.of("action", "reboot"));
                new ServersPage(used).search("round " + second);
                left.waitForTimeout(1_000);
            }

            assertThat(left).hasURL(Pattern.compile(".*/login\\?expired&next=.*"));
            assertThat(left.getByText("Your session expired")).isVisible();
            assertThat(pushes)
                    .as("the page still received pushes shortly before it expired")
                    .anyMatch(at -> at.isAfter(leftAt.plus(IDLE.dividedBy(2))));
            // The session of the servlet container too, not only Flow's part of it.
            assertThat(left.request()
                            .get("/password", RequestOptions.create().setMaxRedirects(0))
                            .status())
                    .isEqualTo(302);

            assertThat(used.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            assertThat(used.url()).doesNotContain("/login");
        }
    }

    private static Page opened(Browsers browsers, Console console) {
        Page page = browsers.person(console.url());
        new SignInPages(page).signIn("root");
        new ServersPage(page).rows().first().waitFor();
        return page;
    }

    private static List<Instant> pushesTo(Page page) {
        List<Instant> pushes = new CopyOnWriteArrayList<>();
        page.onWebSocket(socket -> socket.onFrameReceived((WebSocketFrame _) -> pushes.add(Instant.now())));
        page.reload();
        new ServersPage(page).rows().first().waitFor();
        return pushes;
    }

    private static String startedServer(Rest root) {
        for (var server : root.get("/api/os/servers").expect(200).body().path("servers")) {
            if (server.path("status").asString().equals("ACTIVE")) {
                return server.path("id").asString();
            }
        }
        throw new AssertionError("no running server");
    }
}
