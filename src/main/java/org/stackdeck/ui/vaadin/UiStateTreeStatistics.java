package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.StateNode;
import com.vaadin.flow.internal.nodefeature.ElementData;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The data that Flow keeps for a page: its nodes, the text of their properties, and its dialogs. */
final class UiStateTreeStatistics {

    /** Element names of dialogs. */
    private static final Set<String> DIALOGS = Set.of("vaadin-dialog", "vaadin-confirm-dialog");

    /** Memory of one node of a JSON value, in characters. */
    private static final long JSON_NODE = 64;

    private final List<Element> dialogs = new ArrayList<>();
    private int nodes;
    private long characters;

    private UiStateTreeStatistics() {}

    static UiStateTreeStatistics of(UI ui) {
        UiStateTreeStatistics content = new UiStateTreeStatistics();
        ui.getElement().getNode().visitNodeTree(content::add);
        return content;
    }

    private void add(StateNode node) {
        nodes++;
        if (node.hasFeature(ElementData.class)
                && DIALOGS.contains(node.getFeature(ElementData.class).getTag())) {
            dialogs.add(Element.get(node));
        }
        if (node.hasFeature(ElementPropertyMap.class)) {
            node.getFeatureIfInitialized(ElementPropertyMap.class).ifPresent(this::addText);
        }
    }

    private void addText(ElementPropertyMap properties) {
        properties.getPropertyNames().forEach(name -> characters += length(properties.getProperty(name)));
    }

    private static long length(Serializable value) {
        return switch (value) {
            case String text -> text.length();
            case JsonNode json -> length(json);
            case null, default -> 0;
        };
    }

    private static long length(JsonNode json) {
        long length = JSON_NODE + (json.isString() ? json.asString().length() : 0);
        for (String name : json.propertyNames()) {
            length += name.length();
        }
        for (JsonNode element : json) {
            length += length(element);
        }
        return length;
    }

    int nodes() {
        return nodes;
    }

    /**
     * Returns the total length of the texts and JSON values of all properties, whether the server or the browser set
     * them. Each node of a JSON value counts as {@value #JSON_NODE} characters in addition to its text and property
     * names.
     */
    long characters() {
        return characters;
    }

    List<Element> dialogs() {
        return dialogs;
    }
}
