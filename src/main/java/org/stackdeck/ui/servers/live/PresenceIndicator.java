package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows the other users who are viewing the server. Hidden if there are none. */
public final class PresenceIndicator extends Span {

    /** Maximum number of viewers shown by name; the others are only counted. */
    private static final int MAX_NAMED = 2;

    private final Messages messages;
    private final Span text = StyledElements.span("clip");

    public PresenceIndicator(Messages messages) {
        this.messages = messages;
        addClassNames("onlookers", "hint");
        getElement().setAttribute("role", "status");
        add(new SpriteIcon("eye"), text);
        setVisible(false);
    }

    public void update(List<UserName> others) {
        setVisible(!others.isEmpty());
        if (others.isEmpty()) {
            text.setText("");
            return;
        }
        String named = names(others.stream().limit(MAX_NAMED).toList());
        text.setText(
                others.size() > MAX_NAMED
                        ? messages.text("servers.presence.more", named, others.size() - MAX_NAMED)
                        : messages.text("servers.presence", named));
        setTitle(messages.text("servers.presence.title", names(others)));
    }

    private String names(List<UserName> names) {
        return names.stream().map(UserName::value).collect(Collectors.joining(messages.text("grants.list.comma")));
    }
}
