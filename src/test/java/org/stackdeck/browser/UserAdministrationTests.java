package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests user administration and its effects on the users. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserAdministrationTests {

    private SimulatedStackdeck world;
    private Page page;

    @BeforeAll
    void start(@TempDir Path directory) {
        world = SimulatedStackdeck.start(directory);
        page = world.signedIn("root");
    }

    @AfterAll
    void close() {
        world.close();
    }

    @BeforeEach
    void openTheUsers() {
        page.navigate("/admin/users");
    }

    @Test
    void registrationAppearsLiveAndIsApproved() {
        row("Active.*Administrator", "root").waitFor();
        world.register("anna");
        row("Pending approval.*Member", "anna").waitFor();

        page.getByRole(AriaRole.BUTTON, named("Approve")).click();

        assertThat(row("Active.*Member", "anna")).isVisible();
        assertThat(world.signedIn("anna")).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void approvalOffersToGrantAccessByKeyboard() {
        world.register("ida");
        row("Pending approval.*Member", "ida").waitFor();
        page.getByRole(AriaRole.BUTTON, named("Approve")).focus();
        page.keyboard().press("Enter");

        Locator offer = page.getByRole(AriaRole.BUTTON, named("ida approved. Grant access…"));
        assertThat(offer).isFocused();
        AccessibilityScanner.check(page);
        page.keyboard().press("Enter");

        Locator dialog = dialog("Grant access");
        assertThat(dialog.locator("vaadin-multi-select-combo-box-chip").locator("visible=true"))
                .containsText("ida");
        pick(dialog, "Apply to", "All servers and other resources in the projects");
        pick(dialog, "Projects", "All projects of simulator");
        page.keyboard().press("Tab");
        dialog.getByRole(AriaRole.BUTTON, in("Grant access")).click();
        assertThat(dialog).hasCount(0);
        assertThat(row("Active.*Member.*1 grant", "ida")).isVisible();
    }

    @Test
    void memberIsPromotedAndDemoted() {
        world.member("boris");
        Page boris = world.signedIn("boris");

        choose("boris", "Make administrator");

        assertThat(row("Active.*Administrator", "boris")).isVisible();
        assertThat(link(boris, "Audit")).isVisible();

        choose("boris", "Make member");

        assertThat(row("Active.*Member", "boris")).isVisible();
        boris.waitForURL(Pattern.compile(".*/login.*"));
    }

    @Test
    void lastAdministratorCannotBeDemoted() {
        choose("root", "Make member");

        assertThat(page.getByText("At least one administrator is required.")).isVisible();
        assertThat(row("Active.*Administrator", "root")).isVisible();
    }

    @Test
    void resetCodeSetsAPasswordOnce() {
        world.member("carla");

        choose("carla", "Issue reset code");
        Locator dialog = dialog("Reset code for carla");
        AccessibilityScanner.check(page);
        String code = dialog.locator(".secret").textContent();
        dialog.getByRole(AriaRole.BUTTON, in("Close")).click();
        assertThat(dialog).hasCount(0);

        reset("carla", code, "another lamp at the harbour");
        assertThat(reset("carla", code, "yet another lamp outside")).hasURL(Pattern.compile(".*/reset"));
        assertThat(world.console()
                        .rest()
                        .post("/api/auth/login", Map.of("username", "carla", "password", "another lamp at the harbour"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void accessIsGrantedInADialogAndRevokedInTheList() {
        world.member("dora");
        Page dora = world.signedIn("dora");
        dora.getByText("No access yet").waitFor();

        choose("dora", "Manage access");
        page.getByRole(AriaRole.BUTTON, named("Grant access")).click();
        Locator dialog = dialog("Grant access");
        AccessibilityScanner.check(page);
        pick(dialog, "Apply to", "All servers and other resources in the projects");
        pick(dialog, "Projects", "All projects of simulator");
        page.keyboard().press("Tab");
        dialog.getByRole(AriaRole.BUTTON, in("Grant access")).click();
        assertThat(dialog).hasCount(0);
        new ServersPageObject(dora).rows().first().waitFor();

        page.getByRole(AriaRole.BUTTON, named("Revoke access from dora"))
                .locator("visible=true")
                .click();

        assertThat(page.getByText("No grants yet").or(page.getByText("No matching grants")))
                .isVisible();
        assertThat(dora.getByText("No access yet")).isVisible();
    }

    private void pick(Locator dialog, String field, String option) {
        dialog.getByLabel(field, new Locator.GetByLabelOptions().setExact(true)).click();
        page.getByRole(AriaRole.OPTION, named(option)).click();
    }

    @Test
    void disabledUserIsSignedOutAtOnceAndCanBeEnabled() {
        world.member("emil");
        Page emil = world.signedIn("emil");
        List<Page> others = Stream.of("servers", "operations", "account", "servers", "operations", "requests")
                .map(path -> {
                    Page other = emil.context().newPage();
                    other.navigate("/" + path);
                    other.locator("h1").first().waitFor();
                    return other;
                })
                .toList();

        choose("emil", "Disable");

        assertThat(row("Disabled.*Member", "emil")).isVisible();
        emil.waitForURL(Pattern.compile(".*/login.*"));
        others.forEach(other -> other.waitForURL(Pattern.compile(".*/login.*")));

        choose("emil", "Enable");

        assertThat(row("Active.*Member", "emil")).isVisible();
        assertThat(world.signedIn("emil")).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void endedSessionsRequireTheUserToSignInAgain() {
        world.member("fritz");
        Page fritz = world.signedIn("fritz");

        choose("fritz", "End all sessions");

        fritz.waitForURL(Pattern.compile(".*/login\\?.*"));
        // The browser loaded the form while its ended session still existed.
        new SignInPageObject(fritz).submit("fritz");
        assertThat(fritz).hasURL(Pattern.compile(".*/servers"));
        assertThat(world.signedIn("fritz")).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void signOutInOneTabShowsTheSignInPageInAll() {
        world.member("jana");
        Page jana = world.signedIn("jana");
        List<Page> others = Stream.of("servers", "operations")
                .map(path -> {
                    Page other = jana.context().newPage();
                    other.navigate("/" + path);
                    // Blocks the requests of connection.js, which would also redirect the page.
                    other.route(Pattern.compile(".*/" + path), Route::abort);
                    other.locator("h1").first().waitFor();
                    return other;
                })
                .toList();

        jana.getByRole(AriaRole.MENUITEM, named("Account menu for jana")).click();
        jana.getByRole(AriaRole.MENUITEM, named("Sign out")).click();

        jana.waitForURL(Pattern.compile(".*/login"));
        others.forEach(other -> other.waitForURL(Pattern.compile(".*/login")));
        // All pages loaded the form at the same time.
        new SignInPageObject(others.getFirst()).submit("jana");
        assertThat(others.getFirst()).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void pageThatIgnoresTheRedirectAfterItsSessionEndedIsEmpty() {
        world.member("hugo");
        Page hugo = world.signedIn("hugo");
        hugo.locator("h1").first().waitFor();
        hugo.route(Pattern.compile(".*/login.*"), route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
        // Blocks the requests of connection.js, which would also redirect the page.
        hugo.route(Pattern.compile(".*/servers"), Route::abort);

        choose("hugo", "End all sessions");

        assertThat(hugo.locator("h1")).hasCount(0);
        assertThat(hugo.locator("nav, vaadin-side-nav, vaadin-grid")).hasCount(0);
    }

    @Test
    void viewAsUserFollowsGrantsAndAccountState() {
        world.member("gina", "viewer");
        row("Active.*Member", "gina").waitFor();

        choose("gina", "View as this user");
        page.getByText("Viewing as gina").waitFor();
        new ServersPageObject(page).rows().first().waitFor();
        AccessibilityScanner.check(page);

        world.grant("gina", "staff");
        assertThat(page.getByText("No access yet")).isVisible();
        AccessibilityScanner.check(page);
        world.root().post("/api/admin/users/gina/disable", Map.of()).expect(200);
        assertThat(page.getByText("The account of gina is disabled")).isVisible();

        link(page, "Back to users").click();
        assertThat(row("Disabled.*Member", "gina")).isVisible();
        page.navigate("/admin/users/nobody/servers");
        assertThat(page.getByText("User nobody not found")).isVisible();
    }

    @Test
    void viewAsUserEndsWhenTheViewerIsDemoted() {
        world.member("hans");
        row("Active.*Member", "hans").waitFor();
        choose("hans", "Make administrator");
        row("Active.*Administrator", "hans").waitFor();
        Page hans = world.signedIn("hans");
        hans.navigate("/admin/users/root/servers");
        hans.getByText("Viewing as root").waitFor();

        choose("hans", "Make member");

        hans.waitForURL(Pattern.compile(".*/login.*"));
    }

    private Page reset(String user, String code, String password) {
        Page stranger = world.anonymousPage(Look.USUAL);
        stranger.navigate("/reset");
        stranger.getByLabel("Username").fill(user);
        stranger.getByLabel("Reset code").fill(code);
        stranger.locator("input[name=password]").fill(password);
        stranger.getByRole(AriaRole.BUTTON, named("Set password")).click();
        return stranger;
    }

    private void choose(String user, String item) {
        page.getByRole(AriaRole.BUTTON, named("More actions for " + user)).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }

    private Locator dialog(String title) {
        return page.getByRole(AriaRole.DIALOG, named(title));
    }

    /** Returns the user's row if the row contains the text. The accessible name of the row begins with the username. */
    private Locator row(String says, String user) {
        return page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + user + "\\b.*" + says)));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, named(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
