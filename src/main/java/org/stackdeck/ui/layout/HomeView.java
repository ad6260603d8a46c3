package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.overview.OverviewView;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Redirects the root path to the start page of the user. */
@Route("")
@PermitAll
class HomeView extends Div implements BeforeEnterObserver {

    private final transient DisplayPreferenceService preferences;

    HomeView(DisplayPreferenceService preferences) {
        this.preferences = preferences;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(
                switch (preferences.startPage()) {
                    case SERVERS -> ServerRoutes.PATH;
                    case OVERVIEW -> OverviewView.PATH;
                });
    }
}
