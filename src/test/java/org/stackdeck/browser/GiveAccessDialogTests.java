package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.stackdeck.product.JsonHttpClient;
import tools.jackson.databind.JsonNode;

class GiveAccessDialogTests extends SharedStackdeckTestBase {

    private int steps;

    /** Grants the restart of two web servers until Friday, starting on any page. */
    @Test
    void restartOfTwoServersUntilFridayIsGrantedInEightSteps() {
        JsonHttpClient root = world.root();
        world.member("gregor");
        Page page = world.signedIn("root");
        new ServersPageObject(page).rows().first().waitFor();
        long begin = System.nanoTime();

        step(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Grants")));
        step(button(page, "Grant access").first());
        choose(page, "User or group", "gregor");
        choose(page, "Servers", servers(root));
        step(page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("reboot")));
        step(button(page, "Friday"));
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Preview")))
                .containsText("Matches 2 servers");
        step(button(page, "Grant access").last());
        assertThat(page.getByText("Access granted to gregor")).isVisible();

        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("two servers until Friday: %d steps, %.1f s%n", steps, time.toMillis() / 1000.0);
        assertThat(steps).isLessThanOrEqualTo(8);
        JsonNode grant = grantOf("gregor");
        assertThat(grant.get("servers").get("ids")).hasSize(2);
        assertThat(grant.get("permissions").toString()).isEqualTo("[\"server:read\",\"server:reboot\"]");
        assertThat(Instant.parse(grant.get("until").asString())
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek())
                .isEqualTo(DayOfWeek.FRIDAY);
        assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("gregor.*reboot"))))
                .isVisible();
    }

    @Test
    void incompleteFormReportsMissingValuesAndKeepsInput() {
        Page page = world.signedIn("root");
        page.navigate("/admin/grants");
        button(page, "Grant access").first().click();
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("reboot"))
                .click();
        button(page, "Grant access").last().click();

        assertThat(error(page, "Select a user or group.")).isVisible();
        assertThat(error(page, "Select at least one server.")).isVisible();
        assertThat(page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("reboot")))
                .isChecked();
        assertThat(button(page, "Grant access")).hasCount(2);
    }

    private JsonNode grantOf(String user) {
        return world.root()
                .get("/api/admin/grants")
                .body()
                .path("grants")
                .valueStream()
                .filter(grant -> grant.path("user").asString("").equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the names of two web servers. */
    private static String[] servers(JsonHttpClient root) {
        return StreamSupport.stream(
                        root.get("/api/os/servers").body().get("servers").spliterator(), false)
                .map(server -> server.get("name").asString())
                .filter(name -> name.matches("[a-z0-9-]*web[a-z0-9-]*"))
                .limit(2)
                .toArray(String[]::new);
    }

    /** Selects the options. Each selection, including opening the list, counts as one step. */
    private void choose(Page page, String field, String... options) {
        Locator input = page.getByLabel(field, new Page.GetByLabelOptions().setExact(true));
        for (String option : options) {
            input.fill(option);
            step(page.getByRole(
                            AriaRole.OPTION,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^" + option + "( ·.*)?$")))
                    .first());
        }
        page.keyboard().press("Tab");
    }

    private void step(Locator target) {
        target.click();
        steps++;
    }

    private static Locator error(Page page, String text) {
        return page.locator("[slot=error-message]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
