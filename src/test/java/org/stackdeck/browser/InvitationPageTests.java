package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stackdeck.product.StackdeckProcess;

@Tag("browser")
class InvitationPageTests {

    /** Covers the steps from the administrator's dialog to the servers of a new user. */
    @Test
    void invitedUserSeesTheirServersAtOnce() {
        try (SimulatedStackdeck world = SimulatedStackdeck.shared(getClass())) {
            Page root = world.signedIn("root");
            String link = invite(root);
            assertThat(link).startsWith(world.console().url() + "/register?invitation=");

            Page nele = world.anonymousPage(TestBrowsers.Look.USUAL);
            List<String> referers = new ArrayList<>();
            nele.onRequest(
                    request -> referers.add(String.valueOf(request.headers().get("referer"))));
            nele.navigate(link);
            assertThat(nele).hasURL(world.console().url() + "/register");
            assertThat(nele.getByText("root invited you")).isVisible();
            assertThat(nele.content()).doesNotContain(token(link));
            assertThat(nele.evaluate("document.cookie").toString()).doesNotContain(token(link));
            assertThat(nele.context().cookies(world.console().url() + "/register"))
                    .filteredOn(cookie -> cookie.name.equals("stackdeck-invitation"))
                    .allMatch(cookie -> cookie.httpOnly)
                    .hasSize(1);
            assertThat(nele.context().cookies(world.console().url() + "/servers"))
                    .extracting((Cookie cookie) -> cookie.name)
                    .doesNotContain("stackdeck-invitation");
            nele.getByLabel("Username").fill("nele");
            nele.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(StackdeckProcess.PASSWORD);
            button(nele, "Create account").click();
            nele.waitForURL("**/servers");
            String server = world.serverFor("stop", "staff");
            new ServersPageObject(nele).search(server);
            assertThat(nele.getByText(server).first()).isVisible();
            assertThat(nele.locator("[data-menu]:visible").first()).isVisible();
            assertThat(referers).noneMatch(referer -> referer.contains(token(link)));

            assertThat(root.getByText("Used").first()).isVisible();
            Page late = world.anonymousPage(TestBrowsers.Look.USUAL);
            late.navigate(link);
            assertThat(late.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setVisible(true)))
                    .containsText("This invitation is invalid or has expired");
        }
    }

    /** Creates an invitation with the operator role in one project. Returns the link. */
    private static String invite(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Invitations"))
                .click();
        button(page, "Create invitation").first().click();
        page.getByLabel("Note").fill("Nele <b>Berg</b>");
        page.getByText("Also grant access").click();
        Locator projects = page.getByLabel("Projects", new Page.GetByLabelOptions().setExact(true));
        projects.fill("staff");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^staff ·.*")))
                .click();
        page.keyboard().press("Tab");
        button(page, "Operate").click();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Preview")))
                .containsText("servers");
        button(page, "Create link").click();
        String link = page.locator(".code.link .secret").textContent();
        button(page, "Close").click();
        assertThat(page.getByText("Nele <b>Berg</b>").first()).isVisible();
        return link;
    }

    private static String token(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
