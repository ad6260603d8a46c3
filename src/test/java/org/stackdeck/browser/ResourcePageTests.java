package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests actions on the page of a volume, from the click to the change in the cloud. */
class ResourcePageTests extends SharedStackdeckTestBase {

    private static final int ACTION_MILLIS = 30_000;

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @Test
    void volumeIsExtendedAndAfterAnUndoneDeletionDeleted() {
        page.navigate("/volumes");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("research-data-3"))
                .click();
        action("extend").click();
        dialog().getByLabel("New size (GB)").fill("77");
        AccessibilityScanner.check(page);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Extend volume"))
                .click();
        assertThat(page.getByText("77 GB")).isVisible(within());

        delete();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                .click();
        assertThat(action("delete")).isEnabled();

        delete();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Not found")))
                .isVisible(within());
        assertThat(action("delete")).isHidden();
    }

    @Test
    void volumeIsCreatedAndAppearsInTheList() {
        page.navigate("/volumes");
        action("create").click();
        select("Project", "research");
        dialog().getByLabel("Name (optional)").fill("made-here");
        dialog().getByLabel("Size (GB)").fill("3");
        AccessibilityScanner.check(page);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create volume"))
                .click();

        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("made-here")))
                .isVisible(within());
    }

    @Test
    void ruleIsAddedToANewSecurityGroupAndRemoved() {
        page.navigate("/security-groups");
        action("create").click();
        select("Project", "research");
        dialog().getByLabel("Name").first().fill("made-here");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create security group"))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("made-here"))
                .click();
        action("add-rule").click();
        AccessibilityScanner.check(page);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add rule"))
                .click();
        Locator rule = page.locator(".rules").getByText("Incoming: TCP 22 (IPv4) from 127.0.0.1/32");
        assertThat(rule).isVisible(within());
        AccessibilityScanner.check(page);

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Remove rule: Incoming: TCP 22 (IPv4) from 127.0.0.1/32"))
                .click();
        dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Remove rule").setExact(true))
                .click();
        assertThat(rule).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(ACTION_MILLIS));
    }

    @Test
    void imageIsCreatedAndItsDataIsUploaded(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("disk.img");
        Files.write(file, new byte[5 << 20]);
        page.navigate("/images");
        action("create").click();
        select("Project", "research");
        dialog().getByLabel("Name").fill("uploaded-here");
        dialog().getByLabel("Disk format").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Raw"))
                .click();
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create image"))
                .click();

        Locator input = page.locator("vaadin-upload input[type=file]");
        input.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        AccessibilityScanner.check(page);
        input.setInputFiles(file);

        assertThat(page.getByText("Active", new Page.GetByTextOptions().setExact(true)))
                .isVisible(within());
        assertThat(page.getByText("5 MB", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator(".image-upload")).isHidden();
        action("launch").click();
        assertThat(page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(
                        Pattern.compile("uploaded-here.*"),
                        new LocatorAssertions.HasValueOptions().setTimeout(ACTION_MILLIS));
    }

    @Test
    void topologyIsSearchedExportedAndLeadsToThePagesOfItsNodes() {
        page.navigate("/networks/topology");
        page.locator(".topology-node").first().waitFor();
        Locator group = page.locator("button.topology-node").first();
        group.click();
        assertThat(page.locator("a.topology-node[href^='servers/']").nth(8)).isVisible(within());

        page.locator("input[placeholder=Search]").fill("staff-net");
        assertThat(page.locator(".topology-node:not(.dim)")).hasCount(1);
        Download svg =
                page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("SVG"))
                        .click());
        org.assertj.core.api.Assertions.assertThat(svg.path())
                .content()
                .startsWith("<svg")
                .contains("staff-net", "rgb(");
        Download png =
                page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("PNG"))
                        .click());
        org.assertj.core.api.Assertions.assertThat(png.path()).binaryContent().startsWith(0x89, 'P', 'N', 'G');

        page.locator(".topology-node:not(.dim)").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("staff-net")))
                .isVisible(within());
    }

    private void select(String field, String value) {
        dialog().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName(field))
                .fill(value);
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(value).setExact(true))
                .click();
    }

    private void delete() {
        assertThat(action("delete")).isEnabled();
        action("delete").click();
        AccessibilityScanner.check(page);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete volume"))
                .click();
        assertThat(page.getByText("Delete volume: Waiting (requested by root)")).isVisible();
        assertThat(action("delete")).isDisabled();
    }

    private Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    private Locator action(String code) {
        return page.locator("[data-action=" + code + "]");
    }

    private static LocatorAssertions.IsVisibleOptions within() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(ACTION_MILLIS);
    }
}
