package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** The addresses of a server, each with a label and a copy button. */
final class ServerAddressList extends Div {

    private static final int IPV6 = 6;

    private final Messages messages;
    private List<ServerAddress> shown = List.of();

    ServerAddressList(Messages messages) {
        this.messages = messages;
        addClassName("addresses");
    }

    void update(List<ServerAddress> addresses) {
        if (addresses.equals(shown)) {
            return;
        }
        shown = addresses;
        removeAll();
        addresses.forEach(serverAddress -> add(line(serverAddress)));
    }

    private Div line(ServerAddress serverAddress) {
        Span network = StyledElements.span("hint clip", label(serverAddress));
        network.setTitle(serverAddress.network());
        Span ip = StyledElements.span("mono clip", serverAddress.ip());
        return new Div(
                network, ip, NativeButtons.copy(serverAddress.ip(), messages.text("servers.copy", serverAddress.ip())));
    }

    private String label(ServerAddress serverAddress) {
        if (serverAddress.floating()) {
            return messages.text("servers.page.floating");
        }
        return serverAddress.version() == IPV6 ? serverAddress.network() + " · IPv6" : serverAddress.network();
    }
}
