package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests printed pages, in a browser with the dark theme. Writes the printed pages as PDF to {@code target/print}. */
class PrintedPageTests extends SharedStackdeckTestBase {

    private static final Look DARK = new Look("en", ColorScheme.DARK, 1440, 900);
    private static final Path PRINTS = Path.of("target/print");

    /** Sizes in a PDF file, in points. */
    private static final String PORTRAIT = "/MediaBox [0 0 594.95996 841.91998]";

    private static final String LANDSCAPE = "/MediaBox [0 0 841.91998 594.95996]";

    private static final String COUNT_ROWS =
            "() => document.querySelector('vaadin-grid.servers').shadowRoot.querySelectorAll('#items tr:not([hidden])').length";

    private Page page;

    @BeforeAll
    void signIn() {
        world.ask(world.serverFor("reboot", "staff"), "reboot");
        page = world.signedIn("root", DARK);
    }

    @Test
    void overviewIsPrintedInLightColorsWithoutControls() throws IOException {
        open("overview");
        page.locator(".overview .tile").first().waitFor();

        print("overview", PORTRAIT);

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        try {
            assertThat(page.locator(".nav")).isHidden();
            assertThat(page.locator(".overview-history .segments").first()).isHidden();
            assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        } finally {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
    }

    @Test
    void gridIsPrintedWithTheLoadedRowsAndThenRestored() {
        open("servers");
        new ServersPageObject(page).rows().first().waitFor();
        int shown = (int) page.evaluate(COUNT_ROWS);

        page.evaluate("() => dispatchEvent(new Event('beforeprint'))");
        assertThat((int) page.evaluate(COUNT_ROWS)).isGreaterThan(shown);
        assertThat((String) page.evaluate("() => document.documentElement.style.colorScheme"))
                .isEqualTo("light");

        page.evaluate("() => dispatchEvent(new Event('afterprint'))");
        assertThat(page.locator("vaadin-grid.servers[all-rows-visible]")).hasCount(0);
        assertThat((String) page.evaluate("() => document.documentElement.style.colorScheme"))
                .isNotEqualTo("light");
    }

    @ParameterizedTest
    @CsvSource({"operations", "volumes", "servers", "admin/audit"})
    void listIsPrintedOnWidePages(String path) throws IOException {
        open(path);

        print(path.replace('/', '-'), LANDSCAPE);
    }

    @Test
    void pageOfAServerIsPrinted() throws IOException {
        open("servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff")));
        page.locator(".server-facts").waitFor();

        print("server", PORTRAIT);
    }

    @Test
    void usersWithAccessArePrintedWithoutThePageBehindTheDialog() throws IOException {
        open("servers");
        page.locator("[data-menu]:visible").first().click();
        page.locator("vaadin-context-menu-item:has(use[href$='#eye'])").click();
        page.locator(".who-can vaadin-grid a, .who-can .owner").first().waitFor();

        print("access", LANDSCAPE);

        page.keyboard().press("Escape");
    }

    /** Opens the page, and waits for the styles, which are loaded later than the page. */
    private void open(String path) {
        page.navigate("/" + path);
        page.locator("h1").first().waitFor();
        page.waitForFunction("() => [...document.styleSheets].some(({ href }) => href?.endsWith('/css/print.css'))");
    }

    private void print(String name, String size) throws IOException {
        byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(false));
        Files.createDirectories(PRINTS);
        Files.write(PRINTS.resolve(name + ".pdf"), pdf);
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(List.of(text.split("(?=/MediaBox)")).stream().skip(1))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry).startsWith(size));
    }
}
