package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.StackdeckProcess;

/** Performs the steps of two users, from the setup of an empty Stackdeck until the second user stops a server. */
final class FirstRunScenario {

    private final StackdeckProcess stackdeckProcess;
    private final Page root;
    private final Page mia;

    FirstRunScenario(StackdeckProcess stackdeckProcess, TestBrowsers testBrowsers) {
        this.stackdeckProcess = stackdeckProcess;
        this.root = testBrowsers.openPage(stackdeckProcess.url());
        this.mia = testBrowsers.openPage(stackdeckProcess.url());
    }

    /** @param server name of a running server, unique in its project */
    void run(String cloud, String project, String server) {
        administratorSeesTheGrid(server);
        colleagueAsksForAnAccount();
        JsonHttpClient administrator = stackdeckProcess.rest("root");
        administrator.post("/api/admin/users/mia/approve", Map.of());
        waitingPageTurnsByItself();
        colleagueSeesWhatIsGranted(administrator, cloud, project, server);
        colleagueStops(server);
        administratorReadsIt(server);
    }

    private void administratorSeesTheGrid(String server) {
        root.navigate("/");
        AccessibilityScanner.check(root);
        new SignInPageObject(root).setUp("root");
        new ServersPageObject(root).open().search(server);
        seen(root, "Running", server);
        AccessibilityScanner.check(root);
    }

    private void colleagueAsksForAnAccount() {
        mia.navigate("/login");
        AccessibilityScanner.check(mia);
        new SignInPageObject(mia).register("mia");
        heading(mia, "Pending approval");
        AccessibilityScanner.check(mia);
    }

    private void waitingPageTurnsByItself() {
        heading(mia, "Request approved");
        AccessibilityScanner.check(mia);
    }

    private void colleagueSeesWhatIsGranted(JsonHttpClient administrator, String cloud, String project, String server) {
        new SignInPageObject(mia).signIn("mia");
        heading(mia, "No access yet");
        AccessibilityScanner.check(mia);
        administrator
                .put(
                        "/api/admin/users/mia/projects",
                        Map.of("grants", List.of(Map.of("cloud", cloud, "project", project, "role", "operator"))))
                .expect(200);
        seen(mia, "Running", server);
    }

    private void colleagueStops(String server) {
        new ServersPageObject(mia).stop(server);
        seen(mia, "Off", server);
        seen(root, "Off", server);
        mia.navigate("/operations");
        assertThat(mia.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(server))
                        .first())
                .isVisible();
        AccessibilityScanner.check(mia);
    }

    private void administratorReadsIt(String server) {
        root.navigate("/admin/audit");
        assertThat(root.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(server))
                        .first())
                .isVisible();
        AccessibilityScanner.check(root);
    }

    private static void seen(Page page, String state, String server) {
        assertThat(new ServersPageObject(page).row(state, server)).isVisible(new IsVisibleOptions().setTimeout(30_000));
    }

    private static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text)))
                .isVisible(new IsVisibleOptions().setTimeout(30_000));
    }
}
