package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests access requests on pages of the requester and of an administrator that are not reloaded. */
class AccessRequestTests extends SharedStackdeckTestBase {

    private static final Pattern WAITING = Pattern.compile("^Requested .*, pending$");

    private Page root;

    @BeforeAll
    void start() {
        root = world.signedIn("root");
    }

    @Test
    void approvedFreeTextRequestShowsServersOnTheOpenPage() {
        world.member("rosa");
        String server = world.serverFor("stop", "staff");
        Page rosa = world.signedIn("rosa");
        rosa.getByText("No access yet").waitFor();
        button(rosa, "Request access").click();
        assertThat(reason(rosa)).isFocused();
        AccessibilityScanner.check(rosa);
        button(rosa, "Send request").click();
        assertThat(rosa.getByText("Enter a reason.").last()).isVisible();
        reason(rosa).fill("The <b>shop</b>: " + server);
        button(rosa, "1 day").click();
        button(rosa, "Send request").click();
        assertThat(rosa.getByText(WAITING)).isVisible();
        assertThat(button(rosa, "Request access")).hasCount(0);

        root.navigate("/servers");
        link(root, "Access requests 1").click();
        assertThat(row(root, "rosa.*The <b>shop<.b>")).isVisible();
        assertThat(button(root, "Approve rosa, see reason")).hasCount(0);
        AccessibilityScanner.check(root);
        button(root, "Grant access… rosa, see reason").click();
        assertThat(root.getByText("rosa requests access for 1 day: The <b>shop</b>: " + server))
                .isVisible();
        AccessibilityScanner.check(root);
        choose(root, server);
        root.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("stop"))
                .click();
        button(root, "Grant access").click();

        assertThat(row(root, "rosa.*The <b>shop<.b>.*Approved.*by root, until "))
                .isVisible();
        assertThat(link(root, "Access requests")).isVisible();
        assertThat(new ServersPageObject(rosa).row("Running", server)).isVisible();
        assertThat(new ServersPageObject(rosa).rows()).hasCount(1);
        assertThat(link(rosa, "My requests 1")).isVisible();
        assertThat(rosa.getByText("Access granted: see reason")).hasCount(0);
        new ServersPageObject(rosa).stop(server);
        assertThat(new ServersPageObject(rosa).row("Off", server)).isVisible();
    }

    @Test
    void approvedPermissionEnablesTheActionInTheOpenMenu() {
        world.member("tom", "viewer");
        String server = world.serverFor("reboot", "staff");
        Page tom = world.signedIn("tom", Look.USUAL, "/servers?q=" + server);
        root.navigate("/admin/requests");
        new ServersPageObject(tom).row("Running", server).waitFor();
        menu(tom, server);
        assertThat(entry(tom, "Reboot")).containsText("Request access…");
        entry(tom, "Reboot").click();
        assertThat(tom.getByText("reboot · " + server + " · staff")).isVisible();
        assertThat(reason(tom)).isFocused();
        tom.keyboard().type("It hangs");
        button(tom, "Send request").click();
        assertThat(tom.getByText("Request sent. The decision will appear in My requests."))
                .isVisible();
        menu(tom, server);
        assertThat(entry(tom, "Reboot")).containsText("pending");
        assertThat(entry(tom, "Stop")).containsText("Request access…");

        assertThat(row(root, "tom.*" + server + ".*It hangs")).isVisible();
        button(root, "Edit… tom, reboot · " + server + " · staff").click();
        root.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("stop"))
                .click();
        button(root, "1 day").click();
        button(root, "Grant access").click();
        assertThat(row(root, "tom.*It hangs.*Approved")).isVisible();

        assertThat(entry(tom, "Reboot")).not().containsText("pending");
        assertThat(entry(tom, "Stop")).not().containsText("Request access…");
        assertThat(entry(tom, "Start")).containsText("Request access…");
        entry(tom, "Stop").click();
        assertThat(new ServersPageObject(tom).row("Off", server)).isVisible();
    }

    @Test
    void expiredAccessDisappearsFromTheOpenPage() {
        world.member("eva");
        Page eva = world.signedIn("eva");
        eva.getByText("No access yet").waitFor();
        String request = world.request("eva", "A quick look");
        assertThat(eva.getByText(WAITING)).isVisible();

        world.root()
                .post(
                        "/api/admin/access-requests/" + request + "/approve",
                        Map.of(
                                "cloud",
                                SimulatedStackdeck.CLOUD,
                                "project",
                                "staff",
                                "role",
                                "viewer",
                                "until",
                                Instant.now().plusSeconds(8).toString()))
                .expect(200);

        assertThat(new ServersPageObject(eva).rows().first()).isVisible();
        assertThat(eva.getByText("No access yet")).isVisible(new IsVisibleOptions().setTimeout(20_000));
        assertThat(new ServersPageObject(eva).rows()).hasCount(0);
        assertThat(button(eva, "Request access")).isVisible();
    }

    @Test
    void declinedRequestIsCountedOnEveryPageAndShownWithItsReason() {
        world.member("lea", "viewer");
        Page lea = world.signedIn("lea", Look.USUAL, "/requests");
        button(lea, "Request access").click();
        reason(lea).fill("Everything, please");
        button(lea, "Send request").click();
        assertThat(row(lea, "Everything, please.*Pending")).isVisible();
        AccessibilityScanner.check(lea);
        lea.navigate("/operations");

        root.navigate("/admin/requests");
        button(root, "Decline… lea, see reason").click();
        Locator why = root.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true));
        assertThat(why).isFocused();
        button(root, "Decline").click();
        // A live region also contains the error.
        assertThat(root.getByText("Enter a reason of at most 500 characters.").last())
                .isVisible();
        why.fill("Ask your <i>team</i> first");
        AccessibilityScanner.check(root);
        button(root, "Decline").dblclick();
        assertThat(row(root, "lea.*Everything, please.*Declined.*root: Ask your <i>team<.i> first"))
                .isVisible();
        assertThat(root.getByText("This request is no longer open")).hasCount(0);

        link(lea, "My requests 1").click();
        assertThat(row(lea, "Everything, please.*Declined.*root: Ask your <i>team<.i> first"))
                .isVisible();
        assertThat(link(lea, "My requests")).isVisible();
    }

    private static Locator reason(Page page) {
        return page.getByLabel("Why do you need access?");
    }

    private static void menu(Page page, String server) {
        button(page, "More actions for " + server).click();
    }

    private static Locator entry(Page page, String action) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^" + action + "\\b(?! hard)")));
    }

    private static Locator row(Page page, String texts) {
        return page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(texts, Pattern.DOTALL)));
    }

    private static void choose(Page page, String server) {
        Locator field = page.getByLabel("Servers", new Page.GetByLabelOptions().setExact(true));
        field.fill(server);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + server + "( ·.*)?$")))
                .first()
                .click();
        page.keyboard().press("Tab");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
