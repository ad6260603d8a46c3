package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.cloud.Fault;
import org.stackdeck.cloud.Flavor;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.component.Facts;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;

/** Flavor, image, location, owner and other properties of a server. The host is shown only to users who may see it. */
final class ServerFactLines extends Div {

    private final Words words;
    private final Clock clock;
    private final Facts facts = new Facts();
    private final Div fault = new Div();
    private @Nullable Fault shownFault;

    ServerFactLines(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
        addClassName("server-facts");
        fault.addClassNames("remark", "fault");
        fault.getElement().setAttribute("role", "note");
        fault.setVisible(false);
        add(fault, facts);
    }

    void show(ServerRow row) {
        Server server = row.server();
        show(server.fault());
        facts.show(words.say("servers.column.flavor"), server.flavor(), this::flavor);
        text("servers.column.image", ServerCells.image(server, words));
        text("servers.column.project", server.project().name());
        text("servers.page.cloud", server.cloud().value());
        text("servers.column.owner", owner(row));
        text("servers.page.key", server.keyName());
        text("servers.page.zone", server.availabilityZone());
        text("servers.page.host", server.host());
        facts.show(words.say("servers.page.created"), server.created(), this::ago);
        text("servers.page.description", server.description());
        text("servers.page.locked", locked(server));
    }

    private void text(String key, @Nullable String value) {
        facts.show(words.say(key), value == null || value.isBlank() ? null : value, Span::new);
    }

    private void show(@Nullable Fault newest) {
        fault.setVisible(newest != null);
        if (newest == null || newest.equals(shownFault)) {
            return;
        }
        shownFault = newest;
        Span said = new Span(newest.message());
        said.addClassName("said");
        Span when = new Span(words.say("servers.page.fault", newest.code(), newest.created()));
        when.addClassName("hint");
        fault.removeAll();
        fault.add(new Icon("s-error"), new Div(said, when));
    }

    private Component flavor(Flavor flavor) {
        Span name = new Span(flavor.name());
        name.addClassName("strong");
        Span size = new Span();
        size.addClassName("spec");
        amount(size, String.valueOf(flavor.vcpus()), "vCPU");
        amount(size, Sizes.amount(flavor.ramMib(), words.locale()), Sizes.unit(flavor.ramMib()));
        if (flavor.diskGib() > 0) {
            amount(size, String.valueOf(flavor.diskGib()), "GB");
        }
        return new Div(name, size);
    }

    private static void amount(Span size, String number, String unit) {
        size.getElement()
                .appendChild(
                        new Element("i").setText("·"),
                        Element.createText(number + " "),
                        new Element("u").setText(unit));
    }

    private Component ago(Instant moment) {
        Span ago = new Span();
        ago.setTitle(words.say(moment));
        ago.getElement()
                .appendChild(new Element("sd-ago")
                        .setAttribute(
                                "age",
                                String.valueOf(Duration.between(moment, clock.instant())
                                        .toMillis())));
        return ago;
    }

    private String owner(ServerRow row) {
        return Optional.ofNullable(row.owner())
                .map(Owner::name)
                .map(name -> row.own() ? words.say("servers.page.owner.you", name.value()) : name.value())
                .orElseGet(() -> words.say("servers.page.owner.nobody"));
    }

    private @Nullable String locked(Server server) {
        if (!server.locked()) {
            return null;
        }
        return server.lockedReason() == null ? words.say("servers.page.locked.no-reason") : server.lockedReason();
    }
}
