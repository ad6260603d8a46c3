package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.i18n.Messages;

/** The visible resources that use a resource, with links. */
final class UsagePanel extends Div {

    /** Maximum number of users of one kind that are shown. */
    private static final int MAX_SHOWN = 20;

    private final Messages messages;
    private transient FactList facts = new FactList();
    private transient List<ResourceUsage> usages = List.of();

    UsagePanel(Messages messages) {
        this.messages = messages;
    }

    void update(List<ResourceUsage> now) {
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
}
