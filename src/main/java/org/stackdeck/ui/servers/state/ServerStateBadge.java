package org.stackdeck.ui.servers.state;

import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Badge next to the name of a server, with an icon, the state and its reason. */
public final class ServerStateBadge extends Span {

    private final Messages messages;
    private @Nullable DisplayedServerState shown;

    public ServerStateBadge(Messages messages) {
        this.messages = messages;
        // The live region exists from the start, so that screen readers announce later changes.
        getElement().setAttribute("role", "status");
    }

    /** Returns the name of the icon of a group of states. */
    public static String icon(ServerStateGroup group) {
        return "s-" + group.code();
    }

    /** @param raw state as reported by Nova, shown as the tooltip */
    public void update(DisplayedServerState state, String raw) {
        setTitle(raw);
        if (state.equals(shown)) {
            return;
        }
        shown = state;
        String tone = StateTone.of(state.group()).cssClass();
        setClassName("pill " + tone);
        Span word = new Span(messages.text("servers.state." + state.labelKey()));
        Integer percent = state.percent();
        if (percent != null) {
            word.setText(messages.text("servers.state.percent", word.getText(), percent));
        }
        removeAll();
        add(new SpriteIcon(icon(state.group()), "s s-" + tone + (state.isMoving() ? " spin" : "")), word);
        Optional.ofNullable(state.reason()).map(messages::text).ifPresent(reason -> {
            Span why = StyledElements.span("why clip", reason);
            why.setTitle(reason);
            add(why);
        });
    }
}
