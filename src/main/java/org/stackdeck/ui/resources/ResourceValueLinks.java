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

/** Creates a component with the value of a field and links to the resources to which the value refers. */
final class ResourceValueLinks {

    private ResourceValueLinks() {}

    static Component create(CloudResource resource, ResourceField field, String text, ResourceValueFormatter values) {
        if (field.target() == null) {
            return new Span(text);
        }
        List<String> ids = field.type() == ResourceField.Type.TEXTS
                ? resource.texts(field.code())
                : resource.text(field.code()).stream().toList();
        Div links = StyledElements.div("links");
        ids.forEach(target -> links.add(link(resource, field, target, text, values)));
        return links;
    }

    /**
     * Returns a link to the target, or the name of a project as text. Returns the ID, or the text of a single value, as
     * text if the target is unknown or not visible. The device of a port, for example, is not always a server.
     */
    private static Component link(
            CloudResource resource, ResourceField field, String target, String text, ResourceValueFormatter values) {
        Optional<String> known = values.targetName(resource, field, target);
        return ResourceRoutes.targetPath(field, resource.cloud(), target)
                .filter(_ -> known.isPresent())
                .<Component>map(path -> new Anchor(path, known.orElse(target)))
                .orElseGet(() -> new Span(known.orElse(field.type() == ResourceField.Type.TEXTS ? target : text)));
    }
}
