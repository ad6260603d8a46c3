package org.stackdeck.ui.access;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.ServerStateMessageKeys;
import org.stackdeck.ui.servers.state.StateTone;

/** List item that shows the name, an address and the state of a server in one line. */
public final class GrantPreviewServerItem extends ListItem {

    public GrantPreviewServerItem(Server server, Messages messages) {
        ServerStateGroup group = ServerStateGroup.of(server);
        String word =
                server.task().map(ServerStateMessageKeys::key).orElse(ServerStateMessageKeys.key(server.status()));
        Span name = StyledElements.span("clip", server.displayName());
        Span address = StyledElements.span(
                "mono faint",
                server.addresses().stream().findFirst().map(ServerAddress::ip).orElse(""));
        Span state = StyledElements.span("muted clip", messages.text("servers.state." + word));
        add(
                new SpriteIcon(
                        ServerStateBadge.icon(group),
                        "s s-" + StateTone.of(group).cssClass() + (group == ServerStateGroup.MOVING ? " spin" : "")),
                name,
                address,
                state);
    }
}
