package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Fault;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.KeyPairsView;
import org.stackdeck.ui.keypairs.OwnKeyPairs;
import org.stackdeck.ui.resources.ResourceLinks;
import org.stackdeck.ui.servers.grid.ServerCellRenderers;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Shows the flavor, image, location, owner and other properties of a server. The host is shown only to users who may
 * see it.
 */
final class ServerFactsPanel extends Div {

    private static final String NO_BREAK_SPACE = "\u00a0";

    private final transient OwnKeyPairs ownKeyPairs;
    private final Messages messages;
    private final Clock clock;
    private final FactList factList = new FactList();
    private final Div fault = StyledElements.div("remark fault");
    private @Nullable Fault shownFault;

    ServerFactsPanel(OwnKeyPairs ownKeyPairs, Messages messages, Clock clock) {
        this.ownKeyPairs = ownKeyPairs;
        this.messages = messages;
        this.clock = clock;
        addClassName("server-facts");
        fault.getElement().setAttribute("role", "note");
        fault.setVisible(false);
        add(fault, factList);
    }

    /** @param attached the server groups and the flavor; null while they are unknown */
    void update(ServerRow row, EffectivePermissions permissions, @Nullable AttachedResources attached) {
        Server server = row.server();
        updateFault(server.fault());
        factList.set(
                messages.text("servers.column.flavor"),
                new FlavorFact(
                        server.flavor(),
                        permissions.coversKind(ResourceKind.FLAVOR),
                        Optional.ofNullable(attached)
                                .flatMap(AttachedResources::flavor)
                                .filter(found ->
                                        found.name().equals(server.flavor().name()))
                                .filter(permissions::isVisible)
                                .map(CloudResource::key)
                                .orElse(null)),
                this::flavor);
        factList.set(
                messages.text("servers.column.image"),
                new LinkFact(
                        server.image() == null || !permissions.coversKind(ResourceKind.IMAGE)
                                ? null
                                : new ResourceKey(
                                        server.cloud(),
                                        ResourceKind.IMAGE,
                                        server.image().id()),
                        ServerCellRenderers.imageText(server, messages)),
                ServerFactsPanel::link);
        text("servers.column.project", server.project().name());
        text("servers.page.cloud", server.cloud().value());
        text("servers.column.owner", owner(row));
        factList.set(
                messages.text("servers.page.key"),
                server.keyName() == null || server.keyName().isBlank() ? null : ownKeyPairs.label(server.keyName()),
                ServerFactsPanel::keyPair);
        List<LinkFact> groups = serverGroups(attached, permissions);
        factList.set(
                messages.text("servers.page.server-group"),
                groups.isEmpty() ? null : groups,
                shown -> StyledElements.div(
                        "links", shown.stream().map(ServerFactsPanel::link).toArray(Component[]::new)));
        text("servers.page.zone", server.availabilityZone());
        text("servers.page.host", server.host());
        factList.set(messages.text("servers.page.created"), server.created(), this::ago);
        text("servers.page.description", server.description());
        text("servers.page.locked", locked(server));
    }

    /**
     * A resource of a server as displayed. The fact is repainted only if this value changes.
     *
     * @param key null for a text without link
     */
    private record LinkFact(@Nullable ResourceKey key, String name) {}

    private static Component link(LinkFact fact) {
        return fact.key() == null ? new Span(fact.name()) : ResourceLinks.create(fact.key(), fact.name());
    }

    private static List<LinkFact> serverGroups(@Nullable AttachedResources attached, EffectivePermissions permissions) {
        return attached == null
                ? List.of()
                : attached.find(ResourceKind.SERVER_GROUP).orElse(List.of()).stream()
                        .filter(permissions::isVisible)
                        .map(group -> new LinkFact(group.key(), group.displayName()))
                        .toList();
    }

    private static Component keyPair(OwnKeyPairs.Label label) {
        return label.own() ? new Anchor(KeyPairsView.PATH, label.text()) : new Span(label.text());
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
        fault.add(new SpriteIcon("s-error"), new Div(message, when));
    }

    /**
     * The flavor of a server as displayed.
     *
     * @param key null if the flavor is unknown; the link then searches for the name, because Nova does not report the
     *     ID
     */
    private record FlavorFact(
            Flavor flavor, boolean linked, @Nullable ResourceKey key) {}

    private Component flavor(FlavorFact fact) {
        Flavor flavor = fact.flavor();
        Span name = StyledElements.span("strong");
        if (fact.key() != null) {
            name.add(ResourceLinks.create(fact.key(), flavor.name()));
        } else {
            name.add(
                    fact.linked()
                            ? ResourceLinks.createForName(ResourceKind.FLAVOR, flavor.name())
                            : new Text(flavor.name()));
        }
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
                        Element.createText(number + NO_BREAK_SPACE),
                        new Element("u").setText(unit));
    }

    private Component ago(Instant moment) {
        Span ago = new Span();
        ago.setTitle(messages.text(moment));
        ago.add(RelativeTime.ago(clock, moment));
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
