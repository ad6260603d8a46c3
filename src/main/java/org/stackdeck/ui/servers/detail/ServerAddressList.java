package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceLinks;

/** The addresses of a server, each with a label and a copy button. */
final class ServerAddressList extends Div {

    private static final int IPV6 = 6;

    private final Messages messages;
    private transient DisplayedAddresses shown = new DisplayedAddresses(List.of(), Set.of());

    /** @param linked kinds to whose pages the addresses lead */
    private record DisplayedAddresses(List<ServerAddress> addresses, Set<ResourceKind> linked) {}

    ServerAddressList(Messages messages) {
        this.messages = messages;
        addClassName("addresses");
    }

    /** @param permissions of the viewer; they determine which addresses are links to ports and floating IPs */
    void update(List<ServerAddress> addresses, EffectivePermissions permissions) {
        DisplayedAddresses now = new DisplayedAddresses(
                addresses,
                Stream.of(ResourceKind.PORT, ResourceKind.FLOATING_IP)
                        .filter(permissions::coversKind)
                        .collect(Collectors.toSet()));
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        addresses.forEach(serverAddress -> add(line(serverAddress)));
    }

    private Div line(ServerAddress serverAddress) {
        Span network = StyledElements.span("hint clip", label(serverAddress));
        network.setTitle(serverAddress.network());
        Span ip = StyledElements.span("mono clip");
        ResourceKind kind = serverAddress.floating() ? ResourceKind.FLOATING_IP : ResourceKind.PORT;
        ip.add(
                shown.linked().contains(kind)
                        ? ResourceLinks.createForName(kind, serverAddress.ip())
                        : new Text(serverAddress.ip()));
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
