package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.List;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;

/** Recent changes to the user's sign-in methods, so that the user can detect changes by other people. */
final class SecurityNoticesSection extends Div {

    SecurityNoticesSection(SecurityNoticeService securityNoticeService, CurrentUser currentUser, Messages messages) {
        addClassNames("section", "wide");
        Paragraph note = new Paragraph(messages.text("account.notices.note"));
        note.addClassName("muted");
        Div list = new Div();
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        List<SecurityNotice> newest = securityNoticeService.listRecent(currentUser.caller());
        newest.forEach(securityNotice -> list.add(row(securityNotice, messages)));
        add(new H2(messages.text("account.notices")), note, list);
        setVisible(!newest.isEmpty());
        securityNoticeService.markSeen(currentUser.caller());
    }

    private static Div row(SecurityNotice securityNotice, Messages messages) {
        Span what = new Span(messages.text("account.notices." + securityNotice.kind()));
        what.addClassName(securityNotice.seen() ? "muted" : "strong");
        Span source = new Span(securityNotice.source());
        source.addClassNames("muted", "mono");
        Div left = new Div(what, source);
        left.addClassName("what");
        Div when = new Div();
        when.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                        securityNotice.at().toEpochMilli()));
        when.addClassNames("when", "muted");
        Div line = new Div(left, when);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }
}
