package org.stackdeck.ui.vaadin;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.jsoup.nodes.Element;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Language;

/**
 * Adds an outline of the layout to the first response of a page, so that the window is not empty while Flow's client
 * loads. {@code loading.css} hides the outline when the client renders the view.
 */
@Component
class LoadingSkeletonInitializer implements VaadinServiceInitListener {

    private static final int ROWS = 8;

    private final DisplayPreferenceService preferences;
    private final MessageSource messages;

    LoadingSkeletonInitializer(DisplayPreferenceService preferences, MessageSource messages) {
        this.preferences = preferences;
        this.messages = messages;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::addTo);
    }

    private void addTo(IndexHtmlResponse response) {
        VaadinRequest request = response.getVaadinRequest();
        Language language = preferences.language(request);
        Element page = response.getDocument()
                .body()
                .appendElement("div")
                .addClass("page-skeleton")
                .attr("role", "status");
        page.appendElement("span").addClass("sr").text(messages.getMessage("app.loading", null, language.locale()));
        page.appendElement("div").addClass("skeleton-header").text("Stackdeck");
        Element surface = page.appendElement("div").addClass("skeleton-surface");
        for (int row = 0; row < ROWS; row++) {
            surface.appendElement("div").addClass("skeleton-row");
        }
    }
}
