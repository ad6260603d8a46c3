package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** A server in one line: state, name and address. */
public final class ServerLine extends ListItem {

    public ServerLine(Server server, Words words) {
        StateGroup group = StateGroup.of(server);
        String word = server.task().map(StateWords::of).orElse(StateWords.of(server.status()));
        Span name = new Span(server.called());
        name.addClassName("clip");
        Span address = new Span(
                server.addresses().stream().findFirst().map(Address::ip).orElse(""));
        address.addClassNames("mono", "faint");
        Span state = new Span(words.say("servers.state." + word));
        state.addClassNames("muted", "clip");
        add(
                new Icon(group.icon(), "s s-" + group.tone().word() + (group == StateGroup.MOVING ? " spin" : "")),
                name,
                address,
                state);
    }
}
