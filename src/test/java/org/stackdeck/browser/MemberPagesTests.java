package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the pages of a member without grants, with few grants, and after the grants were revoked. */
class MemberPagesTests extends SharedStackdeckTestBase {

    @Test
    void memberWithoutGrantsSeesHowToRequestAccess() {
        world.member("newcomer");
        Page page = world.signedIn("newcomer");

        assertThat(page.getByRole(AriaRole.HEADING, named("No access yet"))).isVisible();
        assertThat(page.getByText("contact an administrator")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Copy newcomer"))).isVisible();
        assertThat(page.getByLabel("Filter servers", new Page.GetByLabelOptions().setExact(true)))
                .isHidden();
        assertThat(page.getByText("Loading")).isHidden();
        AccessibilityScanner.check(page);

        page.navigate("/operations");
        assertThat(page.getByRole(AriaRole.HEADING, named("No operations yet"))).isVisible();
    }

    @Test
    void memberSeesNoAdministration() {
        world.member("curious", "operator");
        Page page = world.signedIn("curious");
        assertThat(page.getByRole(AriaRole.LINK, named("Servers"))).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Users"))).hasCount(0);

        for (String path : List.of(
                "/admin/users",
                "/admin/groups",
                "/admin/grants",
                "/admin/roles",
                "/admin/clouds",
                "/admin/first-steps",
                "/admin/audit",
                "/nowhere")) {
            page.navigate(path);
            assertThat(page.getByRole(AriaRole.HEADING, named("Page not found")))
                    .isVisible();
        }
        page.getByRole(AriaRole.LINK, named("Back to servers")).click();
        assertThat(new ServersPageObject(page).rows().first()).isVisible();
    }

    @Test
    void openGridFollowsGrantsAndNamesMissingPermissions() {
        world.member("mara");
        String server = world.serverFor("stop", "staff");
        Page page = world.signedIn("mara");
        page.getByText("No access yet").waitFor();

        world.grant("mara", "staff", "viewer");
        page.navigate("/servers?q=" + server);
        new ServersPageObject(page).row("Running", server).waitFor();
        page.getByRole(AriaRole.BUTTON, named("More actions for " + server)).click();
        assertThat(page.getByText("You don't have the permission \"server:stop\""))
                .isVisible();

        world.grant("mara", "staff", "operator");
        assertThat(page.getByText("You don't have the permission \"server:stop\""))
                .hasCount(0);
        page.getByRole(AriaRole.MENUITEM, named("Stop")).click();
        assertThat(new ServersPageObject(page).row("Off", server)).isVisible();

        world.grant("mara", "staff");
        assertThat(page.getByText("No access yet")).isVisible();
    }

    @Test
    void operationsOfOthersFollowTheGrant() {
        world.member("observer", "viewer");
        String server = world.serverFor("reboot", "staff");
        Page page = world.signedIn("observer");
        page.navigate("/operations");
        world.ask(server, "reboot");
        assertThat(page.getByRole(AriaRole.ROW, named(server)).first()).isVisible();

        world.grant("observer", "research", "viewer");
        assertThat(page.getByRole(AriaRole.ROW, named(server))).hasCount(0);

        world.grant("observer", "staff", "viewer");
        assertThat(page.getByRole(AriaRole.ROW, named(server)).first()).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
