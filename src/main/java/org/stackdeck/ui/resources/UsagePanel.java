package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.i18n.Messages;

/** The visible resources that use a resource, with links, and the consequences of its deletion. */
final class UsagePanel extends Div {

    /** Maximum number of users of one kind that are shown. */
    private static final int MAX_SHOWN = 20;

    private final Messages messages;
    private transient FactList facts = new FactList();
    private transient List<ResourceUsage> usages = List.of();
    /** Names of the servers to which the resource belongs, such as those to which a volume is attached. */
    private transient List<String> servers = List.of();
    /** The address of a server to which a floating IP leads. */
    private transient @Nullable String fixedIp;

    UsagePanel(Messages messages) {
        this.messages = messages;
    }

    void update(CloudResource resource, List<ResourceUsage> now, ResourceValues values) {
        servers = resource.kind().fields().stream()
                .filter(field -> ResourceField.SERVERS.equals(field.target()))
                .map(field -> values.text(resource, field))
                .filter(text -> !text.isEmpty())
                .toList();
        fixedIp = resource.text("fixedIp").orElse(null);
        if (!now.equals(usages)) {
            usages = now;
            show();
        }
    }

    private void show() {
        removeAll();
        if (usages.isEmpty()) {
            return;
        }
        facts = new FactList();
        add(new H2(messages.text("resources.used-by")), facts);
        usages.forEach(usage ->
                facts.set(messages.text("resources." + usage.kind().code() + ".title"), usage, UsagePanel::links));
    }

    private static Div links(ResourceUsage usage) {
        Div links = new Div();
        links.addClassName("links");
        usage.users().stream()
                .limit(MAX_SHOWN)
                .forEach(user -> links.add(new Anchor(ResourceRoutes.resourcePath(user), user.displayName())));
        if (usage.users().size() > MAX_SHOWN) {
            links.add(new Span("+" + (usage.users().size() - MAX_SHOWN)));
        }
        return links;
    }

    /** Returns a sentence for each kind that uses the resource. */
    List<String> consequences() {
        List<String> sentences = new ArrayList<>();
        if (!servers.isEmpty()) {
            sentences.add(messages.text("resources.delete.servers", String.join(", ", servers)));
        }
        if (fixedIp != null) {
            sentences.add(messages.text("resources.delete.fixed-ip", fixedIp));
        }
        for (ResourceUsage usage : usages) {
            String names = usage.users().stream()
                    .limit(MAX_SHOWN)
                    .map(CloudResource::displayName)
                    .collect(Collectors.joining(", "));
            sentences.add(messages.text(
                    "resources.delete.used-by",
                    messages.text("resources." + usage.kind().code() + ".title"),
                    usage.users().size(),
                    names));
        }
        return sentences;
    }
}
