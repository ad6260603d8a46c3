package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Fault;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceLinks;
import org.stackdeck.ui.servers.grid.ServerCellRenderers;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Shows the flavor, image, location, owner and other properties of a server. The host is shown only to users who may
 * see it.
 */
final class ServerFactsPanel extends Div {

    private final Messages messages;
    private final Clock clock;
    private final FactList factList = new FactList();
    private final Div fault = StyledElements.div("remark fault");
    private @Nullable Fault shownFault;

    ServerFactsPanel(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        addClassName("server-facts");
        fault.getElement().setAttribute("role", "note");
        fault.setVisible(false);
        add(fault, factList);
    }

    void update(ServerRow row, EffectivePermissions permissions) {
        Server server = row.server();
        updateFault(server.fault());
        factList.set(
                messages.text("servers.column.flavor"),
                new FlavorFact(server.flavor(), permissions.coversKind(ResourceKind.FLAVOR)),
                this::flavor);
        factList.set(
                messages.text("servers.column.image"),
                new ImageFact(
                        server.image() == null ? null : server.image().id(),
                        ServerCellRenderers.imageText(server, messages),
                        permissions.coversKind(ResourceKind.IMAGE),
                        server.cloud()),
                ServerFactsPanel::image);
        text("servers.column.project", server.project().name());
        text("servers.page.cloud", server.cloud().value());
        text("servers.column.owner", owner(row));
        text("servers.page.key", server.keyName());
        text("servers.page.zone", server.availabilityZone());
        text("servers.page.host", server.host());
        factList.set(messages.text("servers.page.created"), server.created(), this::ago);
        text("servers.page.description", server.description());
        text("servers.page.locked", locked(server));
    }

    /** The image of a server as displayed. The fact is repainted only if this value changes. */
    private record ImageFact(@Nullable String id, String name, boolean linked, CloudName cloud) {}

    private static Component image(ImageFact fact) {
        return fact.id() == null || !fact.linked()
                ? new Span(fact.name())
                : ResourceLinks.createForImage(fact.cloud(), fact.id(), fact.name());
    }

    private void text(String key, @Nullable String value) {
        factList.set(messages.text(key), value == null || value.isBlank() ? null : value, Span::new);
    }

    private void updateFault(@Nullable Fault newest) {
        fault.setVisible(newest != null);
        if (newest == null || newest.equals(shownFault)) {
            return;
        }
        shownFault = newest;
        Span message = StyledElements.span("said", newest.message());
        Span when = StyledElements.span("hint", messages.text("servers.page.fault", newest.code(), newest.created()));
        fault.removeAll();
        fault.add(new Icon("s-error"), new Div(message, when));
    }

    /** The flavor of a server as displayed. The link searches for the name, because Nova does not report the ID. */
    private record FlavorFact(Flavor flavor, boolean linked) {}

    private Component flavor(FlavorFact fact) {
        Flavor flavor = fact.flavor();
        Span name = StyledElements.span("strong");
        name.add(
                fact.linked()
                        ? ResourceLinks.createForName(ResourceKind.FLAVOR, flavor.name())
                        : new Text(flavor.name()));
        Span size = StyledElements.span("spec");
        amount(size, String.valueOf(flavor.vcpus()), "vCPU");
        amount(
                size,
                MemorySizeFormatter.amount(flavor.ramMib(), messages.locale()),
                MemorySizeFormatter.unit(flavor.ramMib()));
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
        ago.setTitle(messages.text(moment));
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
                .map(name -> row.own() ? messages.text("servers.page.owner.you", name.value()) : name.value())
                .orElseGet(() -> messages.text("servers.page.owner.nobody"));
    }

    private @Nullable String locked(Server server) {
        if (!server.locked()) {
            return null;
        }
        return server.lockedReason() == null ? messages.text("servers.page.locked.no-reason") : server.lockedReason();
    }
}
