package org.stackdeck.ui.operations;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;

/** Live page of the newest operations that the viewer may see. The URL contains the filter. */
@Route(value = OperationsView.PATH, layout = MainLayout.class)
@PermitAll
public class OperationsView extends TitledPage implements AfterNavigationObserver {

    public static final String PATH = "operations";

    private final OperationsList list;

    OperationsView(OperationsFeed feed, Clock clock) {
        super("operation.title");
        this.list = new OperationsList(feed, messages, clock, this::updateAddress);
        list.chips().addClassNames("states", "last");
        add(StyledElements.div("title", new H1(messages.text("operation.title"))), list.chips(), list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        list.setFilter(OperationRowFilter.fromParameters(
                event.getLocation().getQueryParameters().getParameters()));
    }

    private void updateAddress() {
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(PATH, QueryParameters.simple(list.filter().toParameters())));
    }
}
