package org.stackdeck.ui.resources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.ui.component.StyledElements;

/**
 * Value of a field, as text or as links to the resources to which it refers. Values are equal if they have the same
 * text and lead to the same pages.
 *
 * @param targets empty if the field does not refer to resources
 */
record ResourceValueLinks(String text, List<Target> targets) {

    /** @param path path of the page; empty if the target is shown as text */
    private record Target(String text, Optional<String> path) {}

    static ResourceValueLinks of(CloudResource resource, ResourceField field, ResourceValueFormatter values) {
        String text = values.text(resource, field);
        if (field.target() == null) {
            return new ResourceValueLinks(text, List.of());
        }
        List<String> ids = field.type() == ResourceField.Type.TEXTS
                ? resource.texts(field.code())
                : resource.text(field.code()).stream().toList();
        return new ResourceValueLinks(
                text,
                ids.stream()
                        .map(id -> target(resource, field, id, text, values))
                        .toList());
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    Component toComponent() {
        if (targets.isEmpty()) {
            return new Span(text);
        }
        Div links = StyledElements.div("links");
        targets.forEach(target -> links.add(target.path()
                .<Component>map(path -> new Anchor(path, target.text()))
                .orElseGet(() -> new Span(target.text()))));
        return links;
    }

    /**
     * Returns the target with its name, or the name of a project without a path. Returns the ID, or the text of a
     * single value, without a path if the target is unknown or not visible. The device of a port, for example, is not
     * always a server.
     */
    private static Target target(
            CloudResource resource, ResourceField field, String id, String text, ResourceValueFormatter values) {
        Optional<String> known = values.targetName(resource, field, id);
        return new Target(
                known.orElse(field.type() == ResourceField.Type.TEXTS ? id : text),
                known.flatMap(_ -> ResourceRoutes.targetPath(field, resource.cloud(), id)));
    }
}
