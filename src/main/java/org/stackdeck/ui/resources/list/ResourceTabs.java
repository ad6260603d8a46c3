package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceRoutes;

/** Tabs of the kinds that share a navigation item. */
public final class ResourceTabs {

    private ResourceTabs() {}

    /**
     * Adds the tabs to the header of a page, beside the title. Adds none if there is only one kind, except for
     * networks, which also have a tab for the topology.
     *
     * @param kind one of the kinds that share the navigation item
     * @param current kind whose page is displayed; null for the topology page
     * @param offered returns whether a kind has a tab even if its page is not displayed
     */
    public static void addTo(
            Div header,
            Messages messages,
            ResourceKind kind,
            @Nullable ResourceKind current,
            Predicate<ResourceKind> offered) {
        List<ResourceKind> siblings = ResourceRoutes.siblings(kind).stream()
                .filter(sibling -> sibling == current || offered.test(sibling))
                .toList();
        Div tabs = StyledElements.div("views");
        if (siblings.size() > 1) {
            siblings.forEach(sibling -> tabs.add(tab(
                    ResourceRoutes.listPath(sibling),
                    messages.text("resources." + sibling.code() + ".title"),
                    sibling == current)));
        }
        if (siblings.contains(ResourceKind.NETWORK)) {
            tabs.add(tab(ResourceRoutes.TOPOLOGY_PATH, messages.text("resources.topology.title"), current == null));
        }
        if (tabs.getComponentCount() > 0) {
            header.addComponentAtIndex(1, tabs);
        }
    }

    private static Anchor tab(String path, String label, boolean current) {
        Anchor tab = new Anchor(path, label);
        tab.addClassName("view-tab");
        if (current) {
            tab.getElement().setAttribute("aria-current", "page");
        }
        return tab;
    }
}
