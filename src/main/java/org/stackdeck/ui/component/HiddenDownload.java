package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;

/** Invisible link to a file that Stackdeck creates on request, for downloads that a menu item or button starts. */
public final class HiddenDownload extends Anchor {

    private HiddenDownload(DownloadHandler handler) {
        super(handler, "");
        addClassName("sr");
        getElement().setAttribute("aria-hidden", "true").setAttribute("tabindex", "-1");
    }

    /** Starts the download in the browser. The link replaces that of the previous download in the component. */
    public static void start(Div parent, DownloadHandler handler) {
        HiddenDownload link = new HiddenDownload(handler);
        parent.getChildren().filter(HiddenDownload.class::isInstance).forEach(parent::remove);
        parent.add(link);
        link.getElement().callJsFunction("click");
    }
}
