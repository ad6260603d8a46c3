package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.StackdeckProcess;
import tools.jackson.databind.JsonNode;

/** Tests the users page after many anonymous registrations. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationFloodTests {

    private static final Look SMALL = new Look("en", ColorScheme.LIGHT, 1280, 720);
    private static final int TAKEN = 7;
    private static final int PENDING = 21;
    private static final String LONG_NAME = "z".repeat(61);
    private static final String LONG_DISPLAY_NAME = "W".repeat(100);

    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private TestBrowsers testBrowsers;
    private Page page;

    @BeforeAll
    void register(@TempDir Path directory) {
        stackdeckProcess = StackdeckProcess.withDemoCloud(directory, Map.of("STACKDECK_LIMITS_REGISTRATIONS", "1000"));
        root = stackdeckProcess.setUp("root");
        testBrowsers = new TestBrowsers();
        register("mia", "Mia");
        root.post("/api/admin/users/mia/approve", Map.of()).expect(200);
        for (int i = 0; i < TAKEN; i++) {
            register("mia", LONG_DISPLAY_NAME);
        }
        for (int i = 0; i < PENDING; i++) {
            register(LONG_NAME + i, LONG_DISPLAY_NAME);
        }
        page = testBrowsers.openPage(stackdeckProcess.url(), SMALL);
        page.navigate("/login?next=%2Fadmin%2Fusers");
        new SignInPageObject(page).submit("root");
        page.waitForURL("**/admin/users");
    }

    @AfterAll
    void close() {
        testBrowsers.close();
        stackdeckProcess.close();
    }

    @Test
    void usersGridKeepsItsHeightAndUsersAreFoundAndApproved() {
        register("anna", "Anna");
        openUsers();

        BoundingBox grid = page.locator("vaadin-grid").boundingBox();
        assertThat(grid.height).isGreaterThan(450);
        assertThat(grid.y + grid.height).isLessThanOrEqualTo(720);
        assertThat(row("mia.*Active")).isVisible();

        page.getByRole(AriaRole.BUTTON, named("Pending approval (22)")).click();
        page.getByLabel("Search users by name").fill("ann");
        assertThat(row(LONG_NAME)).hasCount(0);
        page.getByRole(AriaRole.BUTTON, named("Approve")).click();
        page.getByRole(AriaRole.BUTTON, named("Active")).click();

        assertThat(row("anna.*Active")).isVisible();
    }

    @Test
    void attemptsAtTakenNamesAreSummarizedAndCanBeDismissed() {
        register("root", "Not root");
        JsonNode conflicts = root.get("/api/admin/users").body().path("nameClashes");
        assertThat(conflicts).hasSize(2);
        assertThat(conflicts.get(0).path("count").asInt()).isEqualTo(TAKEN);
        assertThat(conflicts.get(0).path("lastAt").asString())
                .isGreaterThan(conflicts.get(0).path("created").asString());
        openUsers();
        Locator line = page.locator(".banner");
        assertThat(line).hasCount(1);
        assertThat(line).containsText("8 attempts to register 2 usernames that are taken");
        assertThat(line.boundingBox().height).isLessThan(60);

        line.getByRole(AriaRole.BUTTON).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Account requests for taken usernames"));
        assertThat(dialog.getByRole(AriaRole.ROW, rowNamed("mia.*7"))).isVisible();
        AccessibilityScanner.check(page);
        dialog.getByRole(AriaRole.BUTTON, in("Dismiss root from 127.0.0.1"))
                .locator("visible=true")
                .click();
        assertThat(line).containsText("7 attempts to register the username mia, which is taken");
        dialog.getByRole(AriaRole.BUTTON, in("Dismiss all")).click();

        assertThat(dialog).hasCount(0);
        assertThat(line).not().isVisible();
        assertThat(root.get("/api/admin/users").body().path("nameClashes")).isEmpty();
        register("mia", LONG_DISPLAY_NAME);
        assertThat(line).containsText("1 attempt to register the username mia, which is taken");
    }

    @Test
    void longNamesKeepTheMobilePageUsable() {
        page.setViewportSize(390, 844);
        openUsers();

        assertThat(page.locator("vaadin-grid").boundingBox().height).isGreaterThan(400);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        AccessibilityScanner.check(page);
        page.setViewportSize(SMALL.width(), SMALL.height());
    }

    private void openUsers() {
        page.navigate("/admin/users");
        row("root").waitFor();
    }

    private void register(String user, String displayName) {
        stackdeckProcess
                .rest()
                .post(
                        "/api/auth/register",
                        Map.of("username", user, "displayName", displayName, "password", StackdeckProcess.PASSWORD))
                .expect(202);
    }

    private Locator row(String says) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + says)));
    }

    private static Locator.GetByRoleOptions rowNamed(String says) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + says));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
