package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that states are distinguishable with the system's high contrast colors, and that contrast increases if the user
 * requests it.
 */
class HighContrastTests extends SharedStackdeckTestBase {

    private Page page;
    private ServersPageObject servers;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
        servers = new ServersPageObject(page);
    }

    @Test
    void gridMarksFocusSelectionAndStatesWithoutColors() {
        forceColors();
        page.navigate("/servers?state=running");
        servers.rows().first().waitFor();

        page.keyboard().press("j");
        FocusInspector.check(page, "j");
        page.keyboard().press("x");
        page.locator("input.pick:checked").first().waitFor();
        assertThat(style("vaadin-grid-cell-content:has(> input.pick:checked)", "borderInlineStartWidth"))
                .isEqualTo("4px");
        assertThat(style("vaadin-grid-cell-content:has(> input.pick:not(:checked))", "borderInlineStartWidth"))
                .isEqualTo("0px");
        assertThat(style(".chip[aria-pressed=true]", "borderTopWidth")).isEqualTo("3px");
        assertThat(style(".chip[aria-pressed=false]", "borderTopWidth")).isEqualTo("1px");

        page.navigate("/servers");
        servers.rows().first().waitFor();
        assertThat(style(".state svg.s-running", "color")).isEqualTo(style(".state .w", "color"));
        assertThat(iconsByStateWord()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(style(".nav vaadin-side-nav-item[current] .badge, .bell .icon-button", "color"))
                .isNotEqualTo(style("body", "backgroundColor"));
    }

    @Test
    void serverPageMarksStateAndSelectedTabWithoutColors() {
        forceColors();
        String server = world.serverFor("stop", "staff");
        page.navigate("/servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(server));
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile(server)))
                .waitFor();

        assertThat(style(".pill", "outlineWidth")).isEqualTo("1px");
        assertThat(text(".pill")).isNotBlank();
        assertThat(style(".server-tabs vaadin-tab[selected]", "borderBottomWidth"))
                .isEqualTo("3px");
        assertThat(style(".server-tabs vaadin-tab:not([selected])", "borderBottomWidth"))
                .isNotEqualTo("3px");
        page.keyboard().press("Tab");
        FocusInspector.check(page, "Tab");
    }

    @Test
    void overviewMarksBarsSeriesAndTogglesWithoutColors() {
        forceColors();
        page.navigate("/overview");
        page.locator(".overview .tile").first().waitFor();
        // Stackdeck has not recorded any history yet, so the page does not contain a chart.
        page.evaluate("""
                () => { const chart = document.createElement('sd-history-chart');
                  const series = (name, tone) => ({ name, tone, values: [1, 2] });
                  chart.history = { times: [0, 3600], series: [series('Running', 'running'), series('Off', 'rest'),
                      series('Failed', 'error'), series('Other', 'attention')] };
                  document.querySelector('.overview-main').append(chart); }""");
        page.locator("sd-history-chart .entry").first().waitFor();

        assertThat(style(".overview-history .segments > [aria-pressed=true]", "borderTopWidth"))
                .isEqualTo("3px");
        assertThat(style(".overview-history .segments > [aria-pressed=false]", "borderTopWidth"))
                .isNotEqualTo("3px");
        assertThat(strings("""
                [...document.querySelector('sd-history-chart').querySelectorAll('.entry path')]
                    .map((line) => line.getAttribute('stroke-dasharray'))""")).doesNotHaveDuplicates();
        assertThat(style("sd-history-chart .entry > svg", "color")).isEqualTo(style("body", "color"));
        assertThat(strings("""
                [...document.querySelectorAll('.state-bar > .running, .state-bar > .rest, .state-bar > .error')]
                    .map((part) => getComputedStyle(part).backgroundColor)""")).doesNotContain(style("body", "backgroundColor"));
        assertThat(text(".tile .count")).isNotBlank();
        AccessibilityScanner.check(page);
    }

    @Test
    void requestedContrastStrengthensTextsLinesAndFocus() {
        page.navigate("/servers");
        servers.rows().first().waitFor();
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setForcedColors(ForcedColors.NONE)
                .setContrast(Contrast.NO_PREFERENCE));
        String weak = style(".fresh", "color");

        page.emulateMedia(new Page.EmulateMediaOptions().setContrast(Contrast.MORE));
        try {
            assertThat(style(".fresh", "color")).isNotEqualTo(weak).isEqualTo(style("body", "color"));
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            FocusInspector.check(page, "Tab");
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.locator("input.pick:checked").first().waitFor();
            assertThat(style("vaadin-grid-cell-content:has(> input.pick:checked)", "boxShadow"))
                    .contains("4px 0px");
        } finally {
            page.emulateMedia(new Page.EmulateMediaOptions().setContrast(Contrast.NO_PREFERENCE));
        }
    }

    private void forceColors() {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setContrast(Contrast.NO_PREFERENCE));
    }

    /** Returns the icon of each state that the grid shows. */
    private List<String> iconsByStateWord() {
        return strings("""
                [...new Map([...document.querySelectorAll('vaadin-grid.servers .state')].map((state) =>
                    [state.querySelector('.w').textContent, state.querySelector('use').getAttribute('href')])).values()]""");
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String expression) {
        return (List<String>) page.evaluate(expression);
    }

    private String text(String selector) {
        return (String) page.evaluate("selector => document.querySelector(selector).textContent", selector);
    }

    private String style(String selector, String property) {
        return (String) page.evaluate(
                "({ selector, property }) => getComputedStyle(document.querySelector(selector))[property]",
                Map.of("selector", selector, "property", property));
    }
}
