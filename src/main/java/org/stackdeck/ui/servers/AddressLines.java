package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.cloud.Address;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** A server's addresses with network and copy button. Floating IPs come first because users connect to them. */
final class AddressLines extends Div {

    private static final int IPV6 = 6;

    private final Words words;
    private List<Address> shown = List.of();

    AddressLines(Words words) {
        this.words = words;
        addClassName("addresses");
    }

    void show(List<Address> addresses) {
        if (addresses.equals(shown)) {
            return;
        }
        shown = addresses;
        removeAll();
        addresses.stream()
                .sorted(Comparator.comparing(address -> !address.floating()))
                .forEach(address -> add(line(address)));
    }

    private Div line(Address address) {
        Span network = new Span(label(address));
        network.addClassNames("hint", "clip");
        network.setTitle(address.network());
        Span ip = new Span(address.ip());
        ip.addClassNames("mono", "clip");
        return new Div(network, ip, Buttons.copy(address.ip(), words.say("servers.copy", address.ip())));
    }

    private String label(Address address) {
        if (address.floating()) {
            return words.say("servers.page.floating");
        }
        return address.version() == IPV6 ? address.network() + " · IPv6" : address.network();
    }
}
