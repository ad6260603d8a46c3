package org.stackdeck.ui.help;

import com.vaadin.flow.component.UI;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;

/** Base of tests of pages whose content differs for members and administrators. */
@EnforcedPermissionsPageTest
abstract class HelpPageTestBase extends PageTestBase {

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private ApplicationEventPublisher events;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        signIn(mia);
        super.initVaadinEnvironment();
    }

    void makeAdministrator() {
        fakeAccessDecisionService.administrator(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
    }

    void open(String path) {
        UI.getCurrent().navigate(path);
        roundTrip();
    }
}
