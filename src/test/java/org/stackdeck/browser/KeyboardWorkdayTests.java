package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Tasks of a working day by keyboard only. After each key, the focused element is visible and has a visible focus
 * indicator. The number of keys is limited; a typed text counts as one.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardWorkdayTests {

    private SimulatedStackdeck world;
    private Page page;
    private ServersPageObject servers;
    private int keys;

    @BeforeAll
    void start() {
        world = SimulatedStackdeck.shared(getClass());
        page = world.signedIn("root");
        servers = new ServersPageObject(page);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void serverIsFoundByItsAddress() {
        JsonNode server = server(world.serverFor("stop", "staff"));
        String address = server.path("addresses").path(0).path("ip").asString();
        begin("/servers");

        press("/");
        type(address);
        assertThat(servers.rows()).hasCount(1);
        press("Escape", "Enter");

        assertThat(heading(server.path("name").asString())).isVisible();
        assertThat(page.getByText(address).first()).isVisible();
        assertThat(keys).isLessThanOrEqualTo(5);
    }

    @Test
    void faultOfAServerIsRead() {
        String server = failed();
        begin("/servers");

        press("/");
        type("status:error " + server);
        assertThat(servers.rows()).hasCount(1);
        press("Escape", "Enter");

        assertThat(heading(server)).isVisible();
        assertThat(page.locator(".remark.fault")).isVisible();
        assertThat(keys).isLessThanOrEqualTo(5);
    }

    private void begin(String path) {
        page.navigate(path);
        servers.rows().first().waitFor();
        keys = 0;
    }

    private void press(String... pressed) {
        for (String key : pressed) {
            page.keyboard().press(key);
            keys++;
            FocusInspector.check(page, key);
        }
    }

    private void type(String text) {
        page.keyboard().type(text);
        keys++;
        FocusInspector.check(page, text);
    }

    private Locator heading(String server) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile(server)));
    }

    private String failed() {
        return StreamSupport.stream(
                        world.root()
                                .get("/api/os/servers")
                                .body()
                                .path("servers")
                                .spliterator(),
                        false)
                .filter(server -> server.path("status").asString().equals("ERROR"))
                .map(server -> server.path("name").asString())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode server(String name) {
        return world.root().get("/api/os/servers/" + world.id(name)).body();
    }
}
