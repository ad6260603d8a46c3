package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.stackdeck.product.StackdeckProcess;

/** Page object of the pages before sign-in: setup, registration, sign-in and pending approval. */
final class SignInPageObject {

    private final Page page;

    SignInPageObject(Page page) {
        this.page = page;
    }

    /** Creates the first administrator and signs them in. */
    void setUp(String user) {
        page.navigate("/setup");
        page.getByLabel("Setup code").fill(StackdeckProcess.SETUP_CODE);
        fillAccount(user);
        press("Create administrator");
    }

    void register(String user) {
        page.navigate("/register");
        fillAccount(user);
        press("Request account");
    }

    void signIn(String user) {
        page.navigate("/login");
        submit(user);
    }

    /** Signs in on the sign-in page that is already shown. */
    void submit(String user) {
        fillAccount(user);
        press("Sign in");
    }

    private void fillAccount(String user) {
        page.getByLabel("Username").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(StackdeckProcess.PASSWORD);
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
