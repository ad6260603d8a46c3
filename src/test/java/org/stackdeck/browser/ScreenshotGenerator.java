package org.stackdeck.browser;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.StackdeckProcess;

/** Not a test: writes docs/screens/ from the running product with a simulated cloud. */
@Tag("tool")
class ScreenshotGenerator {

    private static final Path SCREENS = Path.of("docs/screens");
    private static final List<String> BEFORE = List.of("login", "register", "reset");
    private static final List<String> PAGES = List.of(
            "operations",
            "admin/users",
            "admin/groups",
            "admin/grants",
            "admin/clouds",
            "admin/settings",
            "admin/first-steps",
            "account",
            "password",
            "key-pairs",
            "help",
            "about");

    /** Administration pages that are also captured in a narrow window. */
    private static final List<String> DENSE =
            List.of("admin/invitations", "admin/requests", "admin/roles", "admin/audit");

    private static final Look NARROW = new Look("zh-CN", ColorScheme.DARK, 390, 844);

    @TempDir
    Path directory;

    @Test
    void writeScreenshots() {
        try (SimulatedStackdeck world = SimulatedStackdeck.start(directory)) {
            prepare(world);
            for (Look look : looks()) {
                walk(world, look);
            }
            secondFactors(world);
        }
    }

    /** Captures the pages before the first administrator exists. */
    @Test
    void writeSetupScreenshots() {
        try (StackdeckProcess stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
                TestBrowsers testBrowsers = new TestBrowsers()) {
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            page.navigate("/setup");
            screenshot(page, "setup-light");
        }
    }

    /** Returns the looks. Every page is captured in the first look, but only the most used pages in the others. */
    private static List<Look> looks() {
        return List.of(
                Look.USUAL,
                new Look("en", ColorScheme.DARK, 1440, 900),
                new Look("zh-CN", ColorScheme.LIGHT, 1440, 900),
                new Look("zh-CN", ColorScheme.DARK, 1440, 900),
                new Look("en", ColorScheme.LIGHT, 390, 844),
                NARROW);
    }

    private static void prepare(SimulatedStackdeck world) {
        world.member("mia", "operator");
        world.group("Web team", "mia");
        world.register("jonas");
        world.register("root");
        String failing = world.serverFor("stop", "research");
        world.failNext(failing, "power_off");
        world.ask(failing, "stop");
        world.ask(world.serverFor("reboot", "staff"), "reboot");
        requests(world);
        world.invite("Anna Lindqvist", "research", "operator");
        world.root()
                .put("/api/admin/roles/night-shift", Map.of("permissions", List.of("server:reboot", "server:log")))
                .expect(200);
    }

    private static void requests(SimulatedStackdeck world) {
        world.member("eva", "viewer");
        world.member("noah");
        String server = world.serverFor("stop", "staff");
        String refused = world.request("eva", server, "server:delete", "We no longer need it");
        world.root()
                .post(
                        "/api/admin/access-requests/" + refused + "/refuse",
                        Map.of("reason", "The shop still reads from it. Ask jonas when it has moved."))
                .expect(200);
        String approved = world.request("eva", server, "server:console", "To read what it says at boot");
        world.root()
                .post("/api/admin/access-requests/" + approved + "/approve", Map.of())
                .expect(200);
        world.request("eva", server, "server:reboot", "It hangs every night after the backup; I watch it this week");
        world.request("noah", "The web servers of the shop, to start them again after the maintenance tonight");
    }

    private static void walk(SimulatedStackdeck world, Look look) {
        boolean every = look.equals(Look.USUAL);
        Page stranger = world.anonymousPage(look);
        for (String path : every ? BEFORE : List.of("login")) {
            stranger.navigate("/" + path);
            screenshot(stranger, path + suffix(look));
        }
        stranger.context().close();
        Page page = world.signedIn("root", look);
        for (String path : every ? PAGES : List.of("operations")) {
            page.navigate("/" + path);
            screenshot(page, path.replace('/', '-') + suffix(look));
        }
        if (every || look.equals(NARROW)) {
            administration(world, page, look);
            asking(world, look);
        }
        launching(page, look);
        if (every || look.equals(NARROW)) {
            aServer(world, page, look);
            ResourceScreenshots.write(page, look);
            menus(page, look);
        }
        page.navigate("/servers");
        page.locator("[data-menu]:visible").first().waitFor();
        world.ask(world.serverFor("reboot", "staff"), "reboot");
        screenshot(page, "servers" + suffix(look));
        if (look.width() > NARROW.width()) {
            beside(world, page, look);
        }
        opened(page, look);
        page.context().close();
    }

    /** Captures the launch form with some input and loaded options. */
    private static void launching(Page page, Look look) {
        page.navigate("/servers/new");
        page.locator(".forecast .quotas > *").first().waitFor();
        page.locator(".launch-fields input").first().waitFor();
        screenshot(page, "launch" + suffix(look));
        page.navigate("/projects");
        page.locator(".project-card .quotas > *").first().waitFor();
        screenshot(page, "projects" + suffix(look));
        page.navigate("/overview");
        page.locator(".overview-table")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        screenshot(page, "overview" + suffix(look));
    }

    /** Captures the tabs of a server's page. */
    private static void aServer(SimulatedStackdeck world, Page page, Look look) {
        String server = "/servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff"));
        page.navigate(server);
        page.locator(".server-panel:visible").waitFor();
        screenshot(page, "server" + suffix(look));
        for (String tab : List.of("activity", "console", "log", "network", "volumes", "metadata", "usage")) {
            page.navigate(server + "/" + tab);
            page.locator(".server-panel:visible").waitFor();
            screenshot(page, "server-" + tab + suffix(look));
        }
    }

    /** Captures the grid with the detail pane. */
    private static void beside(SimulatedStackdeck world, Page page, Look look) {
        page.navigate("/servers?open=" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff")));
        page.locator(".beside .timeline:visible li").first().waitFor();
        screenshot(page, "servers-beside" + suffix(look));
    }

    /** Captures dialogs and menus, each only in the most informative looks. */
    private static void opened(Page page, Look look) {
        page.navigate("/admin/grants");
        page.locator(".title vaadin-button").click();
        page.locator(".give-access .may").waitFor();
        screenshot(page, "give-access" + suffix(look));
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");

        page.navigate("/servers");
        page.locator(".ops .head").click();
        screenshot(page, "operations-panel" + suffix(look));
        page.locator(".ops .head").click();

        page.navigate("/servers?q=project:staff");
        page.locator(".search input").focus();
        page.keyboard().type("status:");
        screenshot(page, "search" + suffix(look));
        page.keyboard().press("Escape");

        page.navigate("/servers?q=status:running");
        page.locator("[data-menu]:visible").first().click();
        screenshot(page, "menu" + suffix(look));
        page.locator("vaadin-context-menu-item").last().click();
        screenshot(page, "delete" + suffix(look));

        page.navigate("/admin/users");
        page.locator("[data-menu]:visible").nth(1).click();
        page.locator("vaadin-context-menu-item").last().click();
        screenshot(page, "access" + suffix(look));
    }

    /** Captures the command palette, notices, views, columns and the dialog that connects a cloud. */
    private static void menus(Page page, Look look) {
        page.navigate("/servers");
        page.locator("[data-menu]:visible").first().waitFor();
        page.keyboard().press("Control+k");
        page.keyboard().type("stop");
        screenshot(page, "palette" + suffix(look));
        page.keyboard().press("Escape");
        for (String menu : List.of("bell", "view-menu", "columns-box")) {
            Locator button = page.locator("." + menu + " button:visible, button." + menu + ":visible")
                    .first();
            // A narrow window has no columns.
            if (button.isVisible()) {
                button.click();
                screenshot(page, menu + suffix(look));
                page.keyboard().press("Escape");
            }
        }
        page.navigate("/admin/clouds");
        page.locator(".title vaadin-button").first().click();
        page.locator("vaadin-dialog vaadin-button").first().waitFor();
        screenshot(page, "connect" + suffix(look));
    }

    /** Captures the administration pages with the most content, and their dialogs. */
    private static void administration(SimulatedStackdeck world, Page page, Look look) {
        for (String path : DENSE) {
            page.navigate("/" + path);
            screenshot(page, path.replace('/', '-') + suffix(look));
        }
        page.navigate("/admin/audit?who=root&what=grant.");
        page.locator(look.equals(NARROW) ? ".card:visible" : "sd-time:visible")
                .nth(1)
                .click();
        screenshot(page, "admin-audit-entry" + suffix(look));

        page.navigate("/admin/settings");
        page.locator(".sheet > *").last().scrollIntoViewIfNeeded();
        screenshot(page, "admin-settings-more" + suffix(look));

        page.navigate("/admin/requests");
        page.locator(".acts .button:visible").nth(1).click();
        page.locator(".give-access .asked-for").waitFor();
        screenshot(page, "approve" + suffix(look));
        page.navigate("/admin/requests");
        page.locator(".acts .button:visible").nth(2).click();
        screenshot(page, "refuse" + suffix(look));

        page.navigate("/admin/invitations");
        page.locator(".title vaadin-button").click();
        screenshot(page, "invite" + suffix(look));

        page.navigate("/admin/roles");
        page.locator(".title vaadin-button").click();
        screenshot(page, "role" + suffix(look));

        page.navigate("/servers?q=" + world.serverFor("stop", "staff"));
        page.locator("[data-menu]:visible").first().click();
        menuItem(page, "eye").click();
        screenshot(page, "who-can" + suffix(look));
        page.keyboard().press("Escape");
        page.locator("[data-menu]:visible").first().click();
        menuItem(page, "user").click();
        screenshot(page, "owner" + suffix(look));

        page.navigate("/admin/users/mia/servers?q=status:running");
        page.locator("[data-menu]:visible").first().click();
        screenshot(page, "see-as" + suffix(look));

        Page invited = world.anonymousPage(look);
        invited.navigate(world.invite("Tom Weber", "staff", "operator"));
        screenshot(invited, "register-invited" + suffix(look));
        invited.context().close();
    }

    /** Captures the pages of a user who may only view. */
    private static void asking(SimulatedStackdeck world, Look look) {
        Page page = world.signedIn("eva", look);
        page.navigate("/requests");
        screenshot(page, "requests" + suffix(look));
        page.navigate("/servers?q=" + world.serverFor("stop", "staff"));
        page.locator("[data-menu]:visible").first().click();
        screenshot(page, "refused-menu" + suffix(look));
        page.locator(".entry.askable:visible").first().click();
        screenshot(page, "request" + suffix(look));
        page.context().close();
    }

    /**
     * Captures the pages of second factors. Must run last, because members then require a second factor to sign in.
     * Uses the host name, because passkeys reject IP addresses.
     */
    private static void secondFactors(SimulatedStackdeck world) {
        world.root()
                .put("/api/admin/settings/second-factor", Map.of("roles", List.of("MEMBER")))
                .expect(200);
        for (Look look : List.of(Look.USUAL, NARROW)) {
            Page page = world.named(look);
            CDPSession device = VirtualAuthenticator.of(page);
            page.navigate("/login");
            page.locator("input[name=username]").fill(look.equals(NARROW) ? "mia" : "noah");
            page.locator("input[name=password]").fill(StackdeckProcess.PASSWORD);
            page.locator("input[name=password]").press("Enter");
            page.waitForURL("**/enrol**");
            screenshot(page, "enrol" + suffix(look));
            page.locator("form[action$='/enrol'] .button.primary").first().click();
            page.locator(".qr").waitFor();
            screenshot(page, "enrol-app" + suffix(look));
            page.navigate("/enrol");
            page.locator("form[data-passkey] .button").click();
            page.locator(".codes li").first().waitFor();
            screenshot(page, "enrol-codes" + suffix(look));
            page.navigate("/account");
            page.locator(".sheet > *").nth(4).scrollIntoViewIfNeeded();
            screenshot(page, "account-factors" + suffix(look));
            device.detach();
            page.context().close();
        }
    }

    /** Finds the item by its icon, which does not depend on the language. */
    private static Locator menuItem(Page page, String icon) {
        return page.locator("vaadin-context-menu-item:has(use[href$='#" + icon + "'])");
    }

    /** Captures the page. Waits for a fixed time first, because a page with server push never finishes loading. */
    static void screenshot(Page page, String name) {
        page.waitForTimeout(1200);
        page.waitForFunction("() => !document.querySelector('.v-loading-indicator[style*=\"block\"]')");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }

    static String suffix(Look look) {
        return (look.locale().equals("en") ? "" : "-zh")
                + (look.width() < 1000 ? "-phone" : "")
                + (look.scheme() == ColorScheme.LIGHT ? "-light" : "-dark");
    }
}
