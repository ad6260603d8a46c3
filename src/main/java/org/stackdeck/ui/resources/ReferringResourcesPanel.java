package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Lists links to the visible resources that use a resource, and to the visible servers to which these resources belong.
 */
final class ReferringResourcesPanel extends Div {

    /** Maximum number of links for each kind. */
    private static final int MAX_SHOWN = 20;

    private final Messages messages;
    private transient FactList facts = new FactList();
    private transient List<ReferringResources> usages = List.of();
    private transient List<ServerLink> servers = List.of();

    private record ServerLink(String path, String name) {}

    ReferringResourcesPanel(Messages messages) {
        this.messages = messages;
        addClassName("used-by");
    }

    /**
     * @param created visible servers that were created from the resource
     * @param values returns the names of servers to which the using resources belong, such as the server of a port
     */
    void update(List<ReferringResources> now, List<Server> created, ResourceValueFormatter values) {
        List<ServerLink> serversNow = serversOf(now, created, values);
        if (!now.equals(usages) || !serversNow.equals(servers)) {
            usages = now;
            servers = serversNow;
            show(values);
        }
    }

    private static List<ServerLink> serversOf(
            List<ReferringResources> usages, List<Server> created, ResourceValueFormatter values) {
        return Stream.concat(
                        created.stream()
                                .map(server ->
                                        new ServerLink(ServerRoutes.serverPath(server.key()), server.displayName())),
                        usages.stream()
                                .flatMap(usage -> usage.resources().stream())
                                .flatMap(resource -> resource.kind().fields().stream()
                                        .filter(field -> ResourceField.SERVERS.equals(field.target()))
                                        .flatMap(field -> server(resource, field, values).stream())))
                .distinct()
                .sorted(Comparator.comparing(ServerLink::name).thenComparing(ServerLink::path))
                .toList();
    }

    /**
     * Returns a link to the server to which the resource belongs. Returns empty for volumes and server groups, because
     * they can have several servers and belong to none of them.
     */
    private static Optional<ServerLink> server(
            CloudResource resource, ResourceField field, ResourceValueFormatter values) {
        return field.type() == ResourceField.Type.TEXTS
                ? Optional.empty()
                : resource.text(field.code())
                        .flatMap(id -> values.targetName(resource, field, id)
                                .flatMap(name -> ResourceRoutes.targetPath(field, resource.cloud(), id)
                                        .map(path -> new ServerLink(path, name))));
    }

    private void show(ResourceValueFormatter values) {
        removeAll();
        if (usages.isEmpty() && servers.isEmpty()) {
            return;
        }
        facts = new FactList();
        add(new H2(messages.text("resources.used-by")), facts);
        if (!servers.isEmpty()) {
            facts.set(
                    messages.text("servers.title"),
                    servers,
                    shown -> links(shown, server -> new Anchor(server.path(), server.name())));
        }
        usages.forEach(usage -> facts.set(
                messages.text("resources." + usage.kind().code() + ".title"),
                usage.resources(),
                resources -> links(
                        resources,
                        resource -> new Anchor(ResourceRoutes.resourcePath(resource), values.label(resource)))));
    }

    private static <T> Div links(List<T> targets, Function<T, Anchor> link) {
        Div links = StyledElements.div("links");
        targets.stream().limit(MAX_SHOWN).map(link).forEach(links::add);
        if (targets.size() > MAX_SHOWN) {
            links.add(new Span("+" + (targets.size() - MAX_SHOWN)));
        }
        return links;
    }
}
