package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** Checks pages with the axe rules for WCAG 2.2 AA. */
final class AccessibilityScanner {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private AccessibilityScanner() {}

    /**
     * Returns whether the violation is a known one of Vaadin. Menus set an unsupported state on the focused item, which
     * screen readers ignore. The scroll container of tabs has a tabindex of -1 and no role, so axe reports it as a
     * child that is not a tab.
     */
    private static boolean ofVaadin(String rule, String html) {
        return switch (rule) {
            case "aria-allowed-attr" -> html.startsWith("<vaadin-context-menu-item");
            case "aria-required-children" -> html.startsWith("<vaadin-tabs ");
            default -> false;
        };
    }

    static void check(Page page) {
        // Otherwise, axe also describes all elements without a violation, which takes longer than the checks.
        AxeRunOptions onlyViolations = new AxeRunOptions();
        onlyViolations.setResultTypes(List.of("violations"));
        // Without the legacy mode, axe opens another page for each check, to include frames of other origins.
        List<String> violations = new AxeBuilder(page)
                .setLegacyMode(true).options(onlyViolations).withTags(RULES).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .filter(node -> !ofVaadin(rule.getId(), node.getHtml()))
                                .map(node -> rule.getId() + ": " + node.getTarget() + " " + node.getHtml()))
                        .toList();
        assertThat(violations).as("axe on " + page.url()).isEmpty();
    }
}
