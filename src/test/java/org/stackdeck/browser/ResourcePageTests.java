package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.Polling;

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
        Locator input = createImage("uploaded-here");
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
    void cancelledUploadEndsAndCanBeRepeated(@TempDir Path directory) throws IOException {
        Path large = directory.resolve("large.img");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(256 << 20);
        }
        Locator input = createImage("cancelled-here");
        CDPSession network = page.context().newCDPSession(page);
        network.send("Network.enable");
        limitUploads(network, 1 << 20);
        input.setInputFiles(large);
        awaitStatus("cancelled-here", "saving");

        page.locator("vaadin-upload-file")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();

        awaitStatus("cancelled-here", "queued");
        assertThat(page.locator("vaadin-upload-file")).hasCount(0);
        limitUploads(network, -1);
        input.setInputFiles(Files.write(directory.resolve("small.img"), new byte[5 << 20]));
        assertThat(page.getByText("Active", new Page.GetByTextOptions().setExact(true)))
                .isVisible(within());
    }

    /** @param bytesPerSecond speed of the page's uploads; -1 for no limit */
    private static void limitUploads(CDPSession network, int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        network.send("Network.emulateNetworkConditions", conditions);
    }

    private void awaitStatus(String image, String status) {
        Polling.waitUntil(
                image + " to be " + status,
                Duration.ofMillis(ACTION_MILLIS),
                () -> world.root().get("/api/os/images").expect(200).body().path("images"),
                images -> images.valueStream()
                        .anyMatch(found -> found.path("name").asString("").equals(image)
                                && found.path("status").asString("").equals(status)));
    }

    /** Creates an image in the format raw, and returns the field for its file on the page of the image. */
    private Locator createImage(String name) {
        page.navigate("/images");
        action("create").click();
        select("Project", "research");
        dialog().getByLabel("Name").fill(name);
        dialog().getByLabel("Disk format").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Raw"))
                .click();
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create image"))
                .click();
        Locator input = page.locator("vaadin-upload input[type=file]");
        input.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return input;
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
