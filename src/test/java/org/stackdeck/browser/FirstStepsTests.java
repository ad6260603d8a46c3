package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;

/** Tests the first steps of an administrator, from an empty Stackdeck to the servers of a cloud. */
@Tag("browser")
class FirstStepsTests {

    private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(40_000);

    @TempDir
    Path directory;

    @Test
    void administratorConnectsACloudInvitesAColleagueAndGrantsAccess() throws IOException {
        Path noClouds = Files.writeString(directory.resolve("no-clouds.yaml"), "clouds: {}\n");
        try (var simulator = SimulatorProcess.start(directory, 40);
                var stackdeck = StackdeckProcess.withClouds(directory, noClouds, List.of());
                var browsers = new TestBrowsers()) {
            Page page = browsers.openPage(stackdeck.url());
            new SignInPageObject(page).setUp("root");
            page.waitForURL("**/admin/first-steps");
            AccessibilityScanner.check(page);

            connect(page, Files.readString(simulator.cloudsFile()));
            assertThat(page).hasURL(stackdeck.url() + "/admin/first-steps");
            assertThat(page.getByText("Connected: ")).isVisible(PATIENTLY);
            link(page, "Open invitations").click();
            assertThat(bar(page, "Step 2 of 3: Invite colleagues")).isVisible();
            AccessibilityScanner.check(page);

            invite(page);
            assertThat(bar(page, "Step 3 of 3: Create a grant")).isVisible(PATIENTLY);
            link(page, "Open grants").click();
            grant(page);
            assertThat(bar(page, "The first steps are complete.")).isVisible(PATIENTLY);

            link(page, "Go to servers").click();
            page.waitForURL("**/servers");
            assertThat(new ServersPageObject(page).rows().first()).isVisible(PATIENTLY);
        }
    }

    private static void connect(Page page, String cloudsYaml) {
        button(page, "Connect a cloud").click();
        page.getByLabel("Paste settings").fill(cloudsYaml);
        button(page, "Fill in the form").click();
        Locator entry = page.getByLabel("Entry", new Page.GetByLabelOptions().setExact(true));
        if (entry.isVisible()) {
            entry.click();
            page.getByRole(AriaRole.OPTION).first().click();
        }
        button(page, "Test connection").click();
        assertThat(page.locator("li[data-state]").last())
                .hasAttribute(
                        "data-state",
                        Pattern.compile("passed|warning|skipped"),
                        new HasAttributeOptions().setTimeout(40_000));
        assertThat(page.locator("li[data-state=failed]")).hasCount(0);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Connect"))
                .last()
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    private static void invite(Page page) {
        button(page, "Create invitation").first().click();
        page.getByLabel("Note").fill("Nele");
        button(page, "Create link").click();
        assertThat(page.locator(".code.link .secret")).isVisible();
        button(page, "Close").click();
    }

    private static void grant(Page page) {
        button(page, "Grant access").first().click();
        choose(page, "User or group", "root");
        choose(page, "Projects", "staff");
        button(page, "Operate").click();
        button(page, "Grant access").last().click();
    }

    private static void choose(Page page, String field, String option) {
        page.getByLabel(field, new Page.GetByLabelOptions().setExact(true)).fill(option);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + option + "( ·.*)?$")))
                .first()
                .click();
        page.keyboard().press("Tab");
    }

    private static Locator bar(Page page, String text) {
        return page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
