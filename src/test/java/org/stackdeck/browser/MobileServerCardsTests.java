package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests the servers page on a phone, where a card represents each server. */
class MobileServerCardsTests extends SharedStackdeckTestBase {

    private static final int THUMB = 44;

    static List<Look> looks() {
        return List.of(new Look("en", ColorScheme.LIGHT, 390, 844), new Look("zh-CN", ColorScheme.DARK, 390, 844));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void cardsAreSelectedAndGroupsCollapsedByTouchAndTheBulkBarFitsTheWindow(Look look) {
        Page page = world.signedIn("root", look);
        Locator boxes = page.getByRole(
                AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^(Select|选择) .+")));
        boxes.first().waitFor();
        Locator around = page.locator(".card .pick-box");
        assertThat(around.first().boundingBox())
                .extracting(box -> box.width, box -> box.height)
                .containsExactly((double) THUMB, (double) THUMB);

        // Clicks the edge, outside the checkbox itself.
        around.first().click(new Locator.ClickOptions().setPosition(3, 3));
        boxes.nth(1).check();

        Locator bar = page.getByRole(AriaRole.TOOLBAR).filter(new Locator.FilterOptions().setHasText("2"));
        assertThat(bar).isVisible();
        assertThat(boxes.first()).isChecked();
        for (Locator button : bar.getByRole(AriaRole.BUTTON).all()) {
            BoundingBox box = button.boundingBox();
            assertThat(box.height).isGreaterThanOrEqualTo(THUMB);
            assertThat(box.x + box.width).isLessThanOrEqualTo(look.width());
            assertThat(button.evaluate("one => one.scrollWidth <= one.clientWidth"))
                    .isEqualTo(true);
        }
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        AccessibilityScanner.check(page);
        bar.getByRole(AriaRole.BUTTON).last().click();
        assertThat(bar).isHidden();
        assertThat(boxes.first()).not().isChecked();
        checkGroups(page);
    }

    private static void checkGroups(Page page) {
        page.navigate("/servers?group=project");
        Locator headers = page.locator(".group-head:visible");
        headers.first().waitFor();

        assertThat(headers.first().boundingBox().height).isGreaterThanOrEqualTo(THUMB);
        headers.first().click();
        assertThat(headers.first()).hasAttribute("aria-expanded", "false");
        page.locator(".columns-box > button").click();
        page.locator(".columns vaadin-select").waitFor();

        assertThat(page.locator(".columns vaadin-checkbox").first()).isHidden();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        AccessibilityScanner.check(page);
    }
}
