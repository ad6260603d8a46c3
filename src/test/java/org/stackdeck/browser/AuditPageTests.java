package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the search and the download of audit entries by an administrator. */
class AuditPageTests extends SharedStackdeckTestBase {

    private Page page;

    @BeforeAll
    void start() {
        world.member("arno", "operator");
        world.register("jonas");
        page = world.signedIn("root");
    }

    @BeforeEach
    void openTheTrail() {
        page.navigate("/admin/audit");
        row("Requested an account").first().waitFor();
    }

    @Test
    void auditSearchIsPartOfTheUrl() {
        choose("Action", "Approved an account request");

        assertThat(row("Approved an account request.*arno")).isVisible();
        assertThat(row("Requested an account")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*what=user\\.approve.*"));
        AccessibilityScanner.check(page);

        String address = page.url();
        page.navigate("/servers");
        page.navigate(address);
        assertThat(row("Approved an account request.*arno")).isVisible();
        assertThat(row("Requested an account")).hasCount(0);

        page.getByRole(AriaRole.BUTTON, named("Clear search")).click();
        assertThat(row("Requested an account").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/admin/audit$"));
    }

    @Test
    void matchingEntriesAppearLiveAtTheTop() {
        text().fill("paula");
        assertThat(page.getByText("No matching entries")).isVisible();

        world.register("paula");

        assertThat(row("Requested an account.*paula")).isVisible();
        world.register("quentin");
        world.register("paula.two");
        assertThat(row("Requested an account.*paula\\.two")).isVisible();
        assertThat(row("quentin")).hasCount(0);
    }

    @Test
    void patternAndHtmlCharactersAreTreatedAsText() {
        for (String typed : new String[] {"%", "_%", "'; drop table audit_entry; --", "<img src=x onerror=alert(1)>"}) {
            text().fill(typed);
            assertThat(page.getByText("No matching entries")).isVisible();
        }
        page.getByRole(AriaRole.BUTTON, named("Clear search")).first().click();
        assertThat(row("Requested an account").first()).isVisible();
    }

    @Test
    void auditRowExpandsToItsDetails() {
        row("Approved an account request.*arno").click();

        Locator facts = page.locator("dl.trail-facts");
        assertThat(facts).containsText("user.approve");
        assertThat(facts).containsText("Time (UTC)");
        assertThat(facts).containsText("127.0.0.1");
        AccessibilityScanner.check(page);
    }

    @Test
    void auditSearchResultIsDownloaded() throws IOException {
        choose("Action", "Requested an account");
        assertThat(row("Approved an account request")).hasCount(0);

        Path csv = export("CSV (for spreadsheets)");
        assertThat(Files.readAllLines(csv))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith("sequence,") || line.contains("\"user.register\""));

        Path json = export("JSON (for programs)");
        assertThat(Files.readString(json)).startsWith("[").contains("\"actor\":\"jonas\"");

        page.navigate("/admin/audit?what=audit.export");
        assertThat(row("root.*Exported the audit trail").first()).isVisible();
    }

    private Path export(String format) {
        page.getByRole(AriaRole.MENUITEM, named("Export")).click();
        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.MENUITEM, named(format)).click());
        assertThat(download.suggestedFilename()).startsWith("audit.");
        return download.path();
    }

    private void choose(String field, String option) {
        // Enters the text, because the list contains only the visible options.
        page.getByLabel(field, new Page.GetByLabelOptions().setExact(true)).fill(option);
        page.getByRole(AriaRole.OPTION, named(option)).click();
    }

    private Locator text() {
        return page.getByLabel("Object or details", new Page.GetByLabelOptions().setExact(true));
    }

    private Locator row(String says) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(says)));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
