package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceRoutes;

/** Tabs of the kinds that share a navigation item. */
public final class ResourceTabs {

    private ResourceTabs() {}

    /**
     * Returns the tabs; empty for a kind that shares its navigation item with no other kind.
     *
     * @param kind one of the kinds with the navigation item
     * @param current the kind whose page is shown; null for the topology
     * @param offered whether a kind has a tab when its page is not shown
     */
    public static List<Component> create(
            Messages messages, ResourceKind kind, @Nullable ResourceKind current, Predicate<ResourceKind> offered) {
        List<ResourceKind> siblings = ResourceRoutes.siblings(kind).stream()
                .filter(sibling -> sibling == current || offered.test(sibling))
                .toList();
        List<Component> tabs = new ArrayList<>();
        if (siblings.size() > 1) {
            siblings.forEach(sibling -> tabs.add(tab(
                    ResourceRoutes.listPath(sibling),
                    messages.text("resources." + sibling.code() + ".title"),
                    sibling == current)));
        }
        if (siblings.contains(ResourceKind.NETWORK)) {
            tabs.add(tab(ResourceRoutes.TOPOLOGY_PATH, messages.text("resources.topology.title"), current == null));
        }
        return tabs;
    }

    private static Anchor tab(String path, String label, boolean current) {
        Anchor tab = new Anchor(path, label);
        tab.addClassName("chip");
        if (current) {
            tab.getElement().setAttribute("aria-current", "page");
        }
        return tab;
    }
}
