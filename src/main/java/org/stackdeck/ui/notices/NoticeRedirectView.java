package org.stackdeck.ui.notices;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** Redirects to the page of a notice. The service worker opens it if the browser shows no page of Stackdeck. */
@Route("notices")
@PermitAll
class NoticeRedirectView extends Div implements HasUrlParameter<String> {

    private final transient NoticeOpener noticeOpener;

    NoticeRedirectView(NoticeOpener noticeOpener) {
        this.noticeOpener = noticeOpener;
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String notice) {
        Location place =
                new Location(notice == null ? "" : noticeOpener.open(notice).orElse(""));
        event.forwardTo(place.getPath(), place.getQueryParameters());
    }
}
