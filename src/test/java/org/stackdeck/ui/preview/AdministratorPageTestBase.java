package org.stackdeck.ui.preview;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;

/** Base of tests of pages that the administrator {@code ada} opens. */
@PageTest
public abstract class AdministratorPageTestBase extends PageTestBase {

    @Autowired
    protected FakeUserDirectory directory;

    protected Caller ada;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        User user = directory.administrator("ada");
        ada = FakeUserDirectory.caller(user);
        signIn(user);
        super.initVaadinEnvironment();
    }
}
