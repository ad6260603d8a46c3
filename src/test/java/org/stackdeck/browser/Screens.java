package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.Browsers.Look;
import org.stackdeck.product.Console;

/** Not a test: writes docs/screens/ from the running product, over a simulated cloud. */
@Tag("tool")
class Screens {

    private static final Path SCREENS = Path.of("docs/screens");
    private static final List<String> BEFORE = List.of("login", "register");
    private static final List<String> PAGES =
            List.of("servers", "operations", "admin/users", "admin/clouds", "admin/audit", "account");

    @TempDir
    Path directory;

    @Test
    void write() {
        try (var console = Console.demo(directory);
                var browsers = new Browsers()) {
            page(browsers, console, new Look("en", ColorScheme.LIGHT, 1440, 900), "setup", "setup-light");
            prepare(console);
            for (Look look : looks()) {
                walk(browsers, console, look);
            }
        }
    }

    /** Every page in light at full width; the others show the look, on the pages that people live in. */
    private static List<Look> looks() {
        return List.of(
                new Look("en", ColorScheme.LIGHT, 1440, 900),
                new Look("en", ColorScheme.DARK, 1440, 900),
                new Look("zh-CN", ColorScheme.LIGHT, 1440, 900),
                new Look("zh-CN", ColorScheme.DARK, 1440, 900),
                new Look("en", ColorScheme.LIGHT, 390, 844),
                new Look("zh-CN", ColorScheme.DARK, 390, 844));
    }

    private static void prepare(Console console) {
        var root = console.setUp("root");
        console.rest()
                .post("/api/auth/register", Map.of("username", "mia", "password", Console.PASSWORD))
                .expect(202);
        console.rest()
                .post("/api/auth/register", Map.of("username", "jonas", "password", Console.PASSWORD))
                .expect(202);
        root.post("/api/admin/users/mia/approve", Map.of());
        root.put(
                "/api/admin/users/mia/projects",
                Map.of("grants", List.of(Map.of("cloud", "simulator", "project", "staff", "role", "operator"))));
        int asked = 0;
        for (var server : root.get("/api/os/servers").body().path("servers")) {
            for (var action : server.path("allowedActions")) {
                if (action.asString().equals("reboot") && asked++ < 3) {
                    root.post(
                            "/api/os/servers/" + server.path("id").asString() + "/action", Map.of("action", "reboot"));
                }
            }
        }
    }

    private static void walk(Browsers browsers, Console console, Look look) {
        boolean every = look.locale().equals("en") && look.scheme() == ColorScheme.LIGHT && look.width() > 1000;
        for (String path : every ? BEFORE : List.of("login")) {
            page(browsers, console, look, path, path + suffix(look));
        }
        Page page = browsers.person(console.url(), look);
        page.navigate("/login");
        page.locator("input[name=username]").fill("root");
        page.locator("input[type=password]").fill(Console.PASSWORD);
        page.locator("form button.primary").click();
        page.waitForURL("**/servers");
        for (String path : every ? PAGES : List.of("servers", "operations")) {
            page.navigate("/" + path);
            shoot(page, path.replace('/', '-') + suffix(look));
        }
        page.context().close();
    }

    private static void page(Browsers browsers, Console console, Look look, String path, String name) {
        Page page = browsers.person(console.url(), look);
        page.navigate("/" + path);
        shoot(page, name);
        page.context().close();
    }

    /** A page that is pushed to has no end of loading; a moment after the last paint is as good. */
    private static void shoot(Page page, String name) {
        page.waitForTimeout(1500);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }

    private static String suffix(Look look) {
        return (look.locale().equals("en") ? "" : "-zh")
                + (look.width() < 1000 ? "-phone" : "")
                + (look.scheme() == ColorScheme.LIGHT ? "-light" : "-dark");
    }
}
