package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Page object of the users page, which can list many users of other test classes. */
final class UsersPageObject {

    private final Page page;

    UsersPageObject(Page page) {
        this.page = page;
    }

    UsersPageObject open() {
        page.navigate("/admin/users");
        return this;
    }

    /** Restricts the list to users whose names contain the text. */
    void search(String text) {
        page.getByLabel("Search users by name").fill(text);
    }

    /** Selects an item in the menu of the user. */
    void choose(String user, String item) {
        search(user);
        Locator menus = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^More actions for ")));
        // Otherwise, the rows of the search result would close the menu on arrival.
        assertThat(menus).hasCount(1);
        menus.click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }
}
