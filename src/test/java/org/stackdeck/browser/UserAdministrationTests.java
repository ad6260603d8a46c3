package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests user administration and its effects on the users. */
class UserAdministrationTests extends SharedStackdeckTestBase {

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @Test
    void registeredUserIsApprovedByKeyboardAndGrantedAccessWhichIsRevoked() {
        open("ida");
        world.register("ida");
        row("Pending approval.*Member", "ida").waitFor();
        page.getByRole(AriaRole.BUTTON, named("Approve")).focus();
        page.keyboard().press("Enter");

        Locator offer = page.getByRole(AriaRole.BUTTON, named("ida approved. Grant access…"));
        assertThat(offer).isFocused();
        AccessibilityScanner.check(page);
        page.keyboard().press("Enter");

        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Grant access"));
        assertThat(dialog.locator("vaadin-multi-select-combo-box-chip").locator("visible=true"))
                .containsText("ida");
        pick(dialog, "Apply to", "All servers and other resources in the projects");
        pick(dialog, "Projects", "All projects of simulator");
        page.keyboard().press("Tab");
        dialog.getByRole(AriaRole.BUTTON, in("Grant access")).click();
        assertThat(dialog).hasCount(0);
        assertThat(row("Active.*Member.*1 grant", "ida")).isVisible();
        Page ida = world.signedIn("ida");
        new ServersPageObject(ida).rows().first().waitFor();

        choose("ida", "Manage access");
        page.getByRole(AriaRole.BUTTON, named("Revoke access from ida"))
                .locator("visible=true")
                .click();

        assertThat(page.getByText("No grants yet").or(page.getByText("No matching grants")))
                .isVisible();
        assertThat(ida.getByText("No access yet")).isVisible();
    }

    @Test
    void promotedUserSeesAdministrationUntilDemoted() {
        world.member("boris");
        open("boris");
        Page boris = world.signedIn("boris");

        choose("boris", "Make administrator");

        assertThat(row("Active.*Administrator", "boris")).isVisible();
        assertThat(boris.getByRole(AriaRole.LINK, named("Audit"))).isVisible();
        boris.navigate("/admin/users/root/servers");
        boris.getByText("Viewing as root").waitFor();

        choose("boris", "Make member");

        assertThat(row("Active.*Member", "boris")).isVisible();
        boris.waitForURL(Pattern.compile(".*/login.*"));
    }

    @Test
    void lastAdministratorCannotBeDemoted() {
        open("root");
        choose("root", "Make member");

        assertThat(page.getByText("At least one administrator is required.")).isVisible();
        assertThat(row("Active.*Administrator", "root")).isVisible();
    }

    @Test
    void resetCodeSetsAPasswordOnce() {
        world.member("carla");
        open("carla");

        choose("carla", "Issue reset code");
        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Reset code for carla"));
        AccessibilityScanner.check(page);
        String code = dialog.locator(".secret").textContent();
        dialog.getByRole(AriaRole.BUTTON, in("Close")).click();
        assertThat(dialog).hasCount(0);

        Page stranger = world.anonymousPage(Look.USUAL);
        reset(stranger, code, "another lamp at the harbour");
        stranger.waitForURL(url -> !url.endsWith("/reset"));
        reset(stranger, code, "yet another lamp outside");
        assertThat(stranger).hasURL(Pattern.compile(".*/reset"));
        assertThat(world.console()
                        .rest()
                        .post("/api/auth/login", Map.of("username", "carla", "password", "another lamp at the harbour"))
                        .status())
                .isEqualTo(200);
    }

    private void pick(Locator dialog, String field, String option) {
        dialog.getByLabel(field, new Locator.GetByLabelOptions().setExact(true)).click();
        page.getByRole(AriaRole.OPTION, named(option)).click();
    }

    @Test
    void disabledUserIsSignedOutAtOnceAndCanBeEnabled() {
        world.member("emil");
        open("emil");
        Page emil = world.signedIn("emil");
        List<Page> others = Stream.of("servers", "operations", "account", "servers", "operations", "requests")
                .map(path -> another(emil, path))
                .toList();

        choose("emil", "Disable");

        assertThat(row("Disabled.*Member", "emil")).isVisible();
        emil.waitForURL(Pattern.compile(".*/login\\?.*next=%2F.*"));
        others.forEach(other -> other.waitForURL(Pattern.compile(".*/login.*")));

        choose("emil", "Enable");

        assertThat(row("Active.*Member", "emil")).isVisible();
        new SignInPageObject(emil).signIn("emil");
        assertThat(emil).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void endedSessionsRequireTheUserToSignInAgain() {
        world.member("fritz");
        open("fritz");
        Page fritz = world.signedIn("fritz");
        Page stubborn = another(fritz, "servers");
        stubborn.route(
                Pattern.compile(".*/login.*"), route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
        // Blocks the requests of connection.js, which would also redirect the page.
        stubborn.route(Pattern.compile(".*/servers"), Route::abort);

        choose("fritz", "End all sessions");

        fritz.waitForURL(Pattern.compile(".*/login\\?.*"));
        assertThat(stubborn.locator("h1")).hasCount(0);
        assertThat(stubborn.locator("nav, vaadin-side-nav, vaadin-grid")).hasCount(0);
        // The browser loaded the form while its ended session still existed.
        new SignInPageObject(fritz).submit("fritz");
        assertThat(fritz).hasURL(Pattern.compile(".*/servers"));
    }

    @Test
    void signOutInOneTabShowsTheSignInPageInAll() {
        world.member("jana");
        Page jana = world.signedIn("jana");
        List<Page> others = Stream.of("servers", "operations")
                .map(path -> {
                    Page other = another(jana, path);
                    // Blocks the requests of connection.js, which would also redirect the page.
                    other.route(Pattern.compile(".*/" + path), Route::abort);
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
    void viewAsUserFollowsGrantsAndAccountState() {
        world.member("gina", "viewer");
        open("gina");
        row("Active.*Member", "gina").waitFor();

        choose("gina", "View as this user");
        page.getByText("Viewing as gina").waitFor();
        new ServersPageObject(page).rows().first().waitFor();
        AccessibilityScanner.check(page);

        world.grant("gina", "staff");
        assertThat(page.getByText("No access yet")).isVisible();
        world.root().post("/api/admin/users/gina/disable", Map.of()).expect(200);
        assertThat(page.getByText("The account of gina is disabled")).isVisible();

        page.getByRole(AriaRole.LINK, named("Back to users")).click();
        new UsersPageObject(page).search("gina");
        assertThat(row("Disabled.*Member", "gina")).isVisible();
        page.navigate("/admin/users/nobody/servers");
        assertThat(page.getByText("User nobody not found")).isVisible();
    }

    /** Opens the users page with the users whose names contain the text. */
    private void open(String search) {
        page.navigate("/admin/users?q=" + search);
    }

    /** Opens another page in the browser of a signed-in user. */
    private static Page another(Page page, String path) {
        Page other = page.context().newPage();
        other.navigate("/" + path);
        other.locator("h1").first().waitFor();
        return other;
    }

    private static void reset(Page stranger, String code, String password) {
        stranger.navigate("/reset");
        stranger.getByLabel("Username").fill("carla");
        stranger.getByLabel("Reset code").fill(code);
        stranger.locator("input[name=password]").fill(password);
        stranger.getByRole(AriaRole.BUTTON, named("Set password")).click();
    }

    private void choose(String user, String item) {
        page.getByRole(AriaRole.BUTTON, named("More actions for " + user)).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }

    /** Returns the user's row if the row contains the text. The accessible name of the row begins with the username. */
    private Locator row(String says, String user) {
        return page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + user + "\\b.*" + says)));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
