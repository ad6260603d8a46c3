package org.stackdeck.ui.preview;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.FakeOperationService;

/** Base of tests of pages that the user {@code mia} opens, who has only the permissions that the test grants. */
@EnforcedPermissionsPageTest
public abstract class MemberPageTestBase extends PageTestBase {

    @Autowired
    protected FakeUserDirectory directory;

    @Autowired
    protected FakeAccessDecisionService access;

    @Autowired
    protected FakeInventory inventory;

    @Autowired
    protected FakeResourceInventory resources;

    @Autowired
    protected FakeOperationService operations;

    @Autowired
    protected ApplicationEventPublisher events;

    protected User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        signIn(mia);
        prepare();
        super.initVaadinEnvironment();
    }

    /** Grants permissions and creates objects before the first page is opened. */
    protected void prepare() {}
}
