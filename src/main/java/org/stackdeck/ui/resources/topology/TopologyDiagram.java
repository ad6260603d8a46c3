package org.stackdeck.ui.resources.topology;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.topology.TopologyGraph.Edge;

/** Diagram of a topology with links to the pages of the nodes. The browser draws the diagram. */
@Tag("sd-topology")
@JsModule("context://frontend/js/topology.js")
final class TopologyDiagram extends Component {

    private @Nullable DiagramData shown;

    /** @param groupOpened receives the ID of the group of servers that the user opens; the ID is untrusted */
    TopologyDiagram(Messages messages, Consumer<String> groupOpened) {
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", messages.text("resources.topology.title"));
        getElement()
                .addEventListener(
                        "sd-open",
                        event -> groupOpened.accept(
                                event.getEventData().get("event.detail").asString("")))
                .addEventData("event.detail");
    }

    /**
     * Data that the browser draws. All texts are untrusted.
     *
     * @param project name of exported files, without extension
     * @param nodes in the order of their columns from left to right
     */
    record DiagramData(String project, List<DiagramNode> nodes, Set<Edge> edges) {

        static final DiagramData NONE = new DiagramData("", List.of(), Set.of());
    }

    /**
     * @param icon ID of the symbol in {@code icons.svg}; nodes with the same icon form a column
     * @param tone CSS class for the color of the state
     * @param stateIcon ID of the symbol of the state
     * @param state label of the state
     * @param path path of the page of the node; empty if there is none, as for a group of servers
     * @param matches whether the node matches the search
     */
    record DiagramNode(
            String id,
            String icon,
            String type,
            String name,
            String info,
            String tone,
            String stateIcon,
            String state,
            String path,
            boolean group,
            boolean matches) {}

    void show(DiagramData data) {
        if (!Objects.equals(data, shown)) {
            shown = data;
            getElement().setPropertyBean("graph", data);
        }
    }

    /** Changes the scale: 0 fits the diagram into the window; other values multiply the current scale. */
    void zoom(double factor) {
        getElement().callJsFunction("zoom", factor);
    }

    /**
     * Downloads the whole diagram.
     *
     * @param format {@code svg} or {@code png}
     */
    void export(String format) {
        getElement().callJsFunction("export", format);
    }
}
