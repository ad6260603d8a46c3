package org.stackdeck.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/**
 * Page object of the server grid. The accessible name of a row consists of the texts of its cells, with the state
 * before the name.
 */
final class ServersPageObject {

    private final Page page;

    ServersPageObject(Page page) {
        this.page = page;
    }

    ServersPageObject open() {
        page.navigate("/servers");
        return this;
    }

    Locator row(String server) {
        return row("", server);
    }

    /**
     * Returns the row of the server while it shows this state. Neither argument may contain regular expression
     * characters.
     */
    Locator row(String state, String server) {
        return page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(state + ".*" + server)));
    }

    /** Returns the menu buttons of the visible rows, one for each server. */
    Locator rows() {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^More actions for ")));
    }

    void stop(String server) {
        press("Stop " + server);
    }

    void start(String server) {
        press("Start " + server);
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    void search(String text) {
        page.getByLabel("Filter servers", new Page.GetByLabelOptions().setExact(true))
                .fill(text);
    }
}
