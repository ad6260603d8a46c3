package org.stackdeck.ui.access;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Lists the servers that a grant would currently give access to. */
public final class GrantPreviewPanel extends Div {

    private static final int MAX_SHOWN = 12;
    private static final Comparator<Server> BY_NAME =
            Comparator.comparing(Server::name).thenComparing(Server::key);

    private final Messages messages;
    private final Span count = StyledElements.span("strong");
    private final UnorderedList list = new UnorderedList();
    private final Paragraph note = StyledElements.paragraph("hint");

    public GrantPreviewPanel(Messages messages) {
        this.messages = messages;
        addClassName("preview");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", messages.text("grants.preview"));
        count.getElement().setAttribute("aria-live", "polite");
        add(count, list, note);
    }

    public void update(List<Server> opened) {
        count.setText(messages.text("grants.preview.count", opened.size()));
        list.removeAll();
        opened.stream()
                .sorted(BY_NAME)
                .limit(MAX_SHOWN)
                .forEach(server -> list.add(new GrantPreviewServerItem(server, messages)));
        note.setText(opened.size() > MAX_SHOWN ? messages.text("grants.preview.more", opened.size() - MAX_SHOWN) : "");
    }
}
