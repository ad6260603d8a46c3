package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.Polling;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tests server consoles through Nova's own proxy. */
@Tag("browser")
@OnLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerConsoleTests {

    private static final String PROXY = "http://127.0.0.1:6080";
    private static final String LINES = "ws://127.0.0.1:6083";

    /** Script that returns the number of colors in noVNC's picture: 0 without a canvas, 1 while the canvas is blank. */
    private static final String COLOURS = """
            () => {
              const canvas = document.querySelector("canvas");
              if (!canvas || !canvas.width) return 0;
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return new Set(new Uint32Array(data.buffer)).size;
            }
            """;

    private final TestNovaClient outside = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
    private @Nullable String own;
    private StackdeckProcess stackdeckProcess;
    private TestBrowsers testBrowsers;
    private Page page;
    private JsonHttpClient jsonHttpClient;

    @BeforeAll
    void start(@TempDir Path directory) {
        stackdeckProcess = StackdeckProcess.withClouds(
                directory,
                OpenStackLab.cloudsFile(),
                List.of("console-all"),
                Map.of("STACKDECK_CONSOLE_ORIGINS", PROXY + "," + LINES));
        own = outside.create("console-" + ProcessHandle.current().pid());
        jsonHttpClient = stackdeckProcess.setUp("root");
        testBrowsers = new TestBrowsers();
        page = testBrowsers.openPage(stackdeckProcess.url(), TestBrowsers.Look.USUAL);
        new SignInPageObject(page).signIn("root");
        new ServersPageObject(page).open().rows().first().waitFor();
    }

    @AfterAll
    void close() {
        testBrowsers.close();
        stackdeckProcess.close();
        if (own != null) {
            outside.delete(own);
        }
    }

    @Test
    void embeddedConsoleShowsAPictureAndClosesWithItsTab() {
        open("ACTIVE");
        press("Open here");

        page.waitForSelector("sd-console iframe");
        Polling.waitUntil("a picture", Duration.ofSeconds(20), () -> colours(frame()), found -> found > 1);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Servers"))
                .first()
                .click();
        new ServersPageObject(page).rows().first().waitFor();
        assertThat(page.locator("sd-console iframe")).hasCount(0);
    }

    @Test
    void consoleTabHasNoReferenceToThePage() {
        open("ACTIVE");
        Page tab = page.waitForPopup(() -> press("Open in a new tab"));

        tab.waitForURL(PROXY + "/**");
        Polling.waitUntil("a picture", Duration.ofSeconds(20), () -> colours(tab.mainFrame()), found -> found > 1);
        assertThat(tab.evaluate("() => document.referrer")).isEqualTo("");
        assertThat(tab.evaluate("() => window.opener")).isNull();
        assertThat(page.content()).doesNotContain(tab.url().substring(tab.url().lastIndexOf("%3D") + 3));
        tab.close();
    }

    @Test
    void serialConsoleAcceptsInput() {
        openOwn();
        press("Open terminal");

        Locator terminal = page.locator("sd-console .xterm-rows");
        assertThat(terminal).containsText("stackdeck lab console");
        page.keyboard().type("anybody");
        assertThat(terminal).containsText("anybody");
        AccessibilityScanner.check(page);
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("sd-console .xterm-helper-textarea")).not().isFocused();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Servers"))
                .first()
                .click();
        new ServersPageObject(page).rows().first().waitFor();
        assertThat(page.locator("sd-console .xterm")).hasCount(0);
    }

    /** The proxy opens the WebSocket and closes it without a message. */
    @Test
    void expiredConsoleTokenIsReported() {
        openOwn();
        page.evaluate("""
                () => {
                  window.WebSocket = class extends WebSocket {
                    constructor(address, protocols) {
                      super(String(address).replace(/token=.*/, "token=run-out"), protocols);
                    }
                  };
                }
                """);
        press("Open terminal");

        assertThat(page.getByText("The serial console did not respond")).isVisible();
    }

    @Test
    void stoppedServerOffersNoConsole() {
        open("SHUTOFF");

        assertThat(page.getByText("The server is off")).isVisible();
        assertThat(page.getByText("Open in a new tab")).isHidden();
    }

    @Test
    void unreachableConsoleProxyIsReported() {
        open("ACTIVE");
        page.route(PROXY + "/**", route -> route.abort());
        page.route(PROXY, route -> route.abort());
        press("Open here");

        assertThat(page.getByText("Your browser can't reach the cloud's console proxy"))
                .isVisible();
        assertThat(page.locator("sd-console iframe")).hasCount(0);
        page.unrouteAll();
    }

    /**
     * Opens the console tab of this test's own server, which exists on a compute host. Other servers of the lab can be
     * only database rows without a serial console.
     */
    private void openOwn() {
        page.navigate("/servers/console-all/" + own + "/console");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open terminal"))
                .waitFor();
    }

    /** Opens the console tab of any server with this status. */
    private void open(String status) {
        JsonNode server = Polling.waitUntil(
                "a server that is " + status,
                Duration.ofMinutes(1),
                () -> first(status),
                found -> !found.isMissingNode());
        page.navigate("/servers/" + server.path("cloud").asString() + "/"
                + server.path("id").asString() + "/console");
    }

    private JsonNode first(String status) {
        return jsonHttpClient
                .get("/api/os/servers")
                .body()
                .path("servers")
                .valueStream()
                .filter(server -> server.path("status").asString().equals(status))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private Frame frame() {
        return page.frames().stream()
                .filter(one -> one.url().startsWith(PROXY))
                .findFirst()
                .orElseGet(page::mainFrame);
    }

    private static int colours(Frame frame) {
        return ((Number) frame.evaluate(COLOURS)).intValue();
    }
}
