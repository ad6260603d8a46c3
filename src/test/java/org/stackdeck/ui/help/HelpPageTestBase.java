package org.stackdeck.ui.help;

import com.vaadin.flow.component.UI;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.ui.preview.MemberPageTestBase;

/** Base of tests of pages whose content differs for members and administrators. */
abstract class HelpPageTestBase extends MemberPageTestBase {

    void makeAdministrator() {
        access.administrator(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
    }

    void open(String path) {
        UI.getCurrent().navigate(path);
        roundTrip();
    }
}
