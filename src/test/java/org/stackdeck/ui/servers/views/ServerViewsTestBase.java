package org.stackdeck.ui.servers.views;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.preferences.FakeSavedViewService;
import org.stackdeck.ui.servers.ServerGridTestBase;

/** Base of tests of the views of the server grid. The users Mia and Ben see all servers; Mia is signed in. */
abstract class ServerViewsTestBase extends ServerGridTestBase {

    @Autowired
    FakeSavedViewService views;

    User mia;
    User ben;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        ben = directory.member("ben");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        access.grant(ben.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        putServers();
        signIn(mia);
        super.initVaadinEnvironment();
    }

    abstract void putServers();

    /** Returns the query parameters of the URL. */
    Map<String, String> parameters() {
        return find(ServerViewTabs.class).single().toParameters();
    }
}
