package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.stackdeck.product.Console;
import org.stackdeck.product.Rest;

/** Setup of an empty Stackdeck until a colleague stops a server, as seen by two users. */
final class FirstRun {

    private final Console console;
    private final Page root;
    private final Page mia;

    FirstRun(Console console, Browsers browsers) {
        this.console = console;
        this.root = browsers.person(console.url());
        this.mia = browsers.person(console.url());
    }

    /** @param server name of a running server, unique in its project */
    void run(String cloud, String project, String server) {
        administratorSeesTheGrid(server);
        colleagueAsksForAnAccount();
        Rest administrator = console.rest("root");
        administrator.post("/api/admin/users/mia/approve", Map.of());
        waitingPageTurnsByItself();
        colleagueSeesWhatIsGranted(administrator, cloud, project, server);
        colleagueStops(server);
        administratorReadsIt(server);
    }

    private void administratorSeesTheGrid(String server) {
        root.navigate("/");
        Accessibility.check(root);
        new SignInPages(root).setUp("root");
        new ServersPage(root).open().search(server);
        seen(root, "Running", server);
        Accessibility.check(root);
    }

    private void colleagueAsksForAnAccount() {
        mia.navigate("/login");
        Accessibility.check(mia);
        new SignInPages(mia).register("mia");
        heading(mia, "Pending approval");
        Accessibility.check(mia);
    }

    private void waitingPageTurnsByItself() {
        heading(mia, "You're approved");
        Accessibility.check(mia);
    }

    private void colleagueSeesWhatIsGranted(Rest administrator, String cloud, String project, String server) {
        new SignInPages(mia).signIn("mia");
        heading(mia, "No access yet");
        Accessibility.check(mia);
        administrator
                .put(
                        "/api/admin/users/mia/projects",
                        Map.of("grants", List.of(Map.of("cloud", cloud, "project", project, "role", "operator"))))
                .expect(200);
        seen(mia, "Running", server);
    }

    private void colleagueStops(String server) {
        new ServersPage(mia).stop(server);
        seen(mia, "Off", server);
        seen(root, "Off", server);
        mia.navigate("/operations");
        assertThat(mia.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(server))
                        .first())
                .isVisible();
        Accessibility.check(mia);
    }

    private void administratorReadsIt(String server) {
        root.navigate("/admin/audit");
        assertThat(root.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(server))
                        .first())
                .isVisible();
        Accessibility.check(root);
    }

    private static void seen(Page page, String state, String server) {
        assertThat(new ServersPage(page).row(state, server)).isVisible(new IsVisibleOptions().setTimeout(30_000));
    }

    private static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text)))
                .isVisible(new IsVisibleOptions().setTimeout(30_000));
    }
}
