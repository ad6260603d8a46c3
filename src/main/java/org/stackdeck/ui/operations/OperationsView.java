package org.stackdeck.ui.operations;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Words;

/** View of all operations the viewer may see, updated live; the filter is part of the URL. */
@Route(value = OperationsView.PATH, layout = MainLayout.class)
@PermitAll
class OperationsView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    static final String PATH = "operations";

    private final Words words = Words.here();
    private final OperationsList list;

    OperationsView(OperationsFeed feed, Clock clock) {
        this.list = new OperationsList(feed, words, clock, this::keepInAddress);
        addClassName("list-page");
        Div title = new Div(new H1(words.say("operation.title")));
        title.addClassName("title");
        list.chips().addClassNames("states", "last");
        add(title, list.chips(), list);
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("operation.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        list.filter(RowFilter.of(event.getLocation().getQueryParameters().getParameters()));
    }

    private void keepInAddress() {
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(PATH, QueryParameters.simple(list.filter().parameters())));
    }
}
