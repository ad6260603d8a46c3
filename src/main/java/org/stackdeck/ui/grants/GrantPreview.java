package org.stackdeck.ui.grants;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.ServerLine;

/** Lists the servers that a grant would currently give access to. */
final class GrantPreview extends Div {

    private static final int SHOWN = 12;
    private static final Comparator<Server> BY_NAME =
            Comparator.comparing(Server::name).thenComparing(Server::key);

    private final Words words;
    private final Span count = new Span();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph note = new Paragraph();

    GrantPreview(Words words) {
        this.words = words;
        addClassName("preview");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", words.say("grants.preview"));
        count.addClassName("strong");
        count.getElement().setAttribute("aria-live", "polite");
        note.addClassName("hint");
        add(count, list, note);
    }

    void show(List<Server> opened) {
        count.setText(words.say("grants.preview.count", opened.size()));
        list.removeAll();
        opened.stream().sorted(BY_NAME).limit(SHOWN).forEach(server -> list.add(new ServerLine(server, words)));
        note.setText(opened.size() > SHOWN ? words.say("grants.preview.more", opened.size() - SHOWN) : "");
    }
}
