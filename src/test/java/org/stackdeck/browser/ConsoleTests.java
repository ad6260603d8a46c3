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
import org.stackdeck.product.Console;
import org.stackdeck.product.Eventually;
import org.stackdeck.product.Lab;
import org.stackdeck.product.Nova;
import org.stackdeck.product.Rest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Server consoles through Nova's own proxy. */
@Tag("browser")
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTests {

    private static final String PROXY = "http://127.0.0.1:6080";
    private static final String LINES = "ws://127.0.0.1:6083";

    /** Number of colors in noVNC's picture; one while there is no picture. */
    private static final String COLOURS = """
            () => {
              const canvas = document.querySelector("canvas");
              if (!canvas || !canvas.width) return 0;
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return new Set(new Uint32Array(data.buffer)).size;
            }
            """;

    private final Nova outside = Nova.of(Lab.cloudsFile(), "staff");
    private @Nullable String own;
    private Console console;
    private Browsers browsers;
    private Page page;
    private Rest rest;

    @BeforeAll
    void start(@TempDir Path directory) {
        console = Console.of(
                directory,
                Lab.cloudsFile(),
                List.of("console-all"),
                Map.of("STACKDECK_CONSOLE_ORIGINS", PROXY + "," + LINES));
        own = outside.create("console-" + ProcessHandle.current().pid());
        rest = console.setUp("root");
        browsers = new Browsers();
        page = browsers.person(console.url(), Browsers.Look.USUAL);
        new SignInPages(page).signIn("root");
        new ServersPage(page).open().rows().first().waitFor();
    }

    @AfterAll
    void close() {
        browsers.close();
        console.close();
        if (own != null) {
            outside.delete(own);
        }
    }

    @Test
    void embeddedConsoleShowsAPictureAndClosesWithItsTab() {
        open("ACTIVE");
        press("Open here");

        page.waitForSelector("sd-console iframe");
        Eventually.get("a picture", Duration.ofSeconds(20), () -> colours(frame()), found -> found > 1);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Servers"))
                .first()
                .click();
        new ServersPage(page).rows().first().waitFor();
        assertThat(page.locator("sd-console iframe")).hasCount(0);
    }

    @Test
    void consoleTabHasNoReferenceToThePage() {
        open("ACTIVE");
        Page tab = page.waitForPopup(() -> press("Open in a new tab"));

        tab.waitForURL(PROXY + "/**");
        Eventually.get("a picture", Duration.ofSeconds(20), () -> colours(tab.mainFrame()), found -> found > 1);
        assertThat(tab.evaluate("() => document.referrer")).isEqualTo("");
        assertThat(tab.evaluate("() => window.opener")).isNull();
        assertThat(page.content()).doesNotContain(tab.url().substring(tab.url().lastIndexOf("%3D") + 3));
        tab.close();
    }

    @Test
    void serialConsoleAcceptsInput() {
        openOwn();
        press("Terminal");

        Locator terminal = page.locator("sd-console .xterm-rows");
        assertThat(terminal).containsText("stackdeck lab console");
        page.keyboard().type("anybody");
        assertThat(terminal).containsText("anybody");
        Accessibility.check(page);
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("sd-console .xterm-helper-textarea")).not().isFocused();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Servers"))
                .first()
                .click();
        new ServersPage(page).rows().first().waitFor();
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
        press("Terminal");

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
     * Opens a server that exists on a compute host: some servers that were inserted as database rows have no serial
     * console.
     */
    private void openOwn() {
        page.navigate("/servers/console-all/" + own + "/console");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Terminal"))
                .waitFor();
    }

    /** Opens the console tab of a server in this state. */
    private void open(String status) {
        JsonNode server = Eventually.get(
                "a server that is " + status,
                Duration.ofMinutes(1),
                () -> first(status),
                found -> !found.isMissingNode());
        page.navigate("/servers/" + server.path("cloud").asString() + "/"
                + server.path("id").asString() + "/console");
    }

    private JsonNode first(String status) {
        return rest.get("/api/os/servers")
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
