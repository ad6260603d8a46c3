package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.Browsers.Look;
import org.stackdeck.product.Console;

/** Not a test: writes docs/screens/ from the running product, over a simulated cloud. */
@Tag("tool")
class Screens {

    private static final Path SCREENS = Path.of("docs/screens");
    private static final List<String> BEFORE = List.of("login", "register", "reset");
    private static final List<String> PAGES = List.of(
            "operations",
            "admin/users",
            "admin/groups",
            "admin/grants",
            "admin/clouds",
            "admin/audit",
            "admin/settings",
            "account",
            "password");

    @TempDir
    Path directory;

    @Test
    void write() {
        try (Simulated world = Simulated.start(directory)) {
            prepare(world);
            for (Look look : looks()) {
                walk(world, look);
            }
        }
    }

    /** Before anybody is an administrator. */
    @Test
    void setUp() {
        try (Console console = Console.demo(directory);
                Browsers browsers = new Browsers()) {
            Page page = browsers.person(console.url());
            page.navigate("/setup");
            shoot(page, "setup-light");
        }
    }

    /** Every page in light at full width; the others show the look, on the pages that people live in. */
    private static List<Look> looks() {
        return List.of(
                Look.USUAL,
                new Look("en", ColorScheme.DARK, 1440, 900),
                new Look("zh-CN", ColorScheme.LIGHT, 1440, 900),
                new Look("zh-CN", ColorScheme.DARK, 1440, 900),
                new Look("en", ColorScheme.LIGHT, 390, 844),
                new Look("zh-CN", ColorScheme.DARK, 390, 844));
    }

    private static void prepare(Simulated world) {
        world.member("mia", "operator");
        world.group("Web team", "mia");
        world.register("jonas");
        world.register("root");
        String failing = world.serverFor("stop", "research");
        world.failNext(failing, "power_off");
        world.ask(failing, "stop");
        world.ask(world.serverFor("reboot", "staff"), "reboot");
    }

    private static void walk(Simulated world, Look look) {
        boolean every = look.equals(Look.USUAL);
        Page stranger = world.stranger(look);
        for (String path : every ? BEFORE : List.of("login")) {
            stranger.navigate("/" + path);
            shoot(stranger, path + suffix(look));
        }
        stranger.context().close();
        Page page = world.signedIn("root", look);
        for (String path : every ? PAGES : List.of("operations")) {
            page.navigate("/" + path);
            shoot(page, path.replace('/', '-') + suffix(look));
        }
        page.navigate("/servers");
        page.locator("[data-menu]:visible").first().waitFor();
        world.ask(world.serverFor("reboot", "staff"), "reboot");
        shoot(page, "servers" + suffix(look));
        opened(page, look);
        page.context().close();
    }

    /** What opens over a page, each in the looks that show most of it. */
    private static void opened(Page page, Look look) {
        page.navigate("/admin/grants");
        page.locator(".title vaadin-button").click();
        page.locator(".give-access .may").waitFor();
        shoot(page, "give-access" + suffix(look));
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");

        page.navigate("/servers");
        page.locator(".ops .head").click();
        shoot(page, "operations-panel" + suffix(look));
        page.locator(".ops .head").click();

        page.navigate("/servers?q=project:staff");
        page.locator(".search input").focus();
        page.keyboard().type("status:");
        shoot(page, "search" + suffix(look));
        page.keyboard().press("Escape");

        page.navigate("/servers?q=status:running");
        page.locator("[data-menu]:visible").first().click();
        shoot(page, "menu" + suffix(look));
        page.locator("vaadin-context-menu-item").last().click();
        shoot(page, "delete" + suffix(look));

        page.navigate("/admin/users");
        page.locator("[data-menu]:visible").nth(1).click();
        page.locator("vaadin-context-menu-item").last().click();
        shoot(page, "access" + suffix(look));
    }

    /** A page that is pushed to has no end of loading; a moment after the last paint is as good. */
    private static void shoot(Page page, String name) {
        page.waitForTimeout(1200);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }

    private static String suffix(Look look) {
        return (look.locale().equals("en") ? "" : "-zh")
                + (look.width() < 1000 ? "-phone" : "")
                + (look.scheme() == ColorScheme.LIGHT ? "-light" : "-dark");
    }
}
