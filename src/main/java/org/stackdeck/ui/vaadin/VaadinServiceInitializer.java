package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Initializes each session and page: language, theme, script nonces, request limits and error handler. */
@Component
class VaadinServiceInitializer implements VaadinServiceInitListener {

    /**
     * Time in milliseconds after which the loading indicator appears. Users perceive a response within 100 ms as
     * immediate; Flow's default is 450 ms.
     */
    private static final int LOADING_INDICATOR_DELAY = 80;

    private final DisplayPreferenceService preferences;
    private final ReauthenticationHandler handler;
    private final OpenPageLimiter openPageLimiter;

    VaadinServiceInitializer(
            DisplayPreferenceService preferences, ReauthenticationHandler handler, OpenPageLimiter openPageLimiter) {
        this.preferences = preferences;
        this.handler = handler;
        this.openPageLimiter = openPageLimiter;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(init -> init.getSession().setErrorHandler(new ReportingErrorHandler(handler)));
        // Added handlers are called before Flow's own.
        event.addRequestHandler(new RpcLimitingUidlRequestHandler(openPageLimiter));
        event.getSource().addUIInitListener(init -> initialize(init.getUI()));
        // Set the theme in the first response, so that the page does not flash in another theme.
        event.addIndexHtmlRequestListener(response -> {
            Document page = response.getDocument();
            allowScripts(page, response.getVaadinRequest());
            page.head().appendElement("link").attr("rel", "icon").attr("href", "./frontend/icons/favicon.svg");
            Element html = page.getElementsByTag("html").first();
            if (html != null) {
                preferences
                        .theme(response.getVaadinRequest())
                        .ifPresent(theme -> html.attr("style", "color-scheme: " + theme.code()));
                html.attr(
                        "lang",
                        preferences.language(response.getVaadinRequest()).tag());
            }
        });
    }

    /** Sets the nonce of the request on the inline scripts of the page, see {@link ScriptNonce}. */
    private static void allowScripts(Document page, VaadinRequest request) {
        page.getElementsByTag("script")
                .attr("nonce", Objects.toString(request.getAttribute(ScriptNonce.ATTRIBUTE), ""));
    }

    private void initialize(UI ui) {
        VaadinRequest request = VaadinRequest.getCurrent();
        if (request == null) {
            return;
        }
        ui.getLoadingIndicatorConfiguration().setFirstDelay(LOADING_INDICATOR_DELAY);
        ui.setLocale(preferences.language(request).locale());
        preferences.theme(request).ifPresent(theme -> ui.getPage().setColorScheme(theme.scheme()));
    }
}
