package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.List;
import org.stackdeck.identity.Notice;
import org.stackdeck.identity.Notices;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;

/** Recent changes to the user's sign-in methods, so that the user can detect changes by other people. */
final class NoticesSection extends Div {

    NoticesSection(Notices notices, CurrentUser currentUser, Words words) {
        addClassNames("section", "wide");
        Paragraph note = new Paragraph(words.say("account.notices.note"));
        note.addClassName("muted");
        Div list = new Div();
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        List<Notice> newest = notices.newest(currentUser.caller());
        newest.forEach(notice -> list.add(line(notice, words)));
        add(new H2(words.say("account.notices")), note, list);
        setVisible(!newest.isEmpty());
        notices.seen(currentUser.caller());
    }

    private static Div line(Notice notice, Words words) {
        Span what = new Span(words.say("account.notices." + notice.kind()));
        what.addClassName(notice.seen() ? "muted" : "strong");
        Span source = new Span(notice.source());
        source.addClassNames("muted", "mono");
        Div left = new Div(what, source);
        left.addClassName("what");
        Div when = new Div();
        when.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                        notice.at().toEpochMilli()));
        when.addClassNames("when", "muted");
        Div line = new Div(left, when);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }
}
