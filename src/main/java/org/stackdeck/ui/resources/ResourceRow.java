package org.stackdeck.ui.resources;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;

/**
 * A resource in a list.
 *
 * @param texts formatted values by the code of their field
 */
record ResourceRow(CloudResource resource, Map<String, String> texts) {

    static ResourceRow of(CloudResource resource, ResourceValues values) {
        Map<String, String> texts = new LinkedHashMap<>();
        resource.kind().fields().forEach(field -> texts.put(field.code(), values.text(resource, field)));
        return new ResourceRow(resource, texts);
    }

    String text(ResourceField field) {
        return texts.getOrDefault(field.code(), "");
    }

    String project() {
        Project project = resource.project();
        return project == null ? "" : project.name();
    }
}
