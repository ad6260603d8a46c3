package org.stackdeck.ui.preview;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.User;

/** Base of view tests of an administrator. All access is permitted. */
@SpringJUnitConfig({PageTestConfiguration.class, PageBeansTestConfiguration.class})
public abstract class AdministratorPageTestBase extends PageTestBase {

    /** Signs in the user first, because the environment opens the first page. */
    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signInJonas(User.Role.ADMINISTRATOR);
        super.initVaadinEnvironment();
    }
}
