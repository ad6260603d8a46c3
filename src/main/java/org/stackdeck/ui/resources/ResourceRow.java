package org.stackdeck.ui.resources;

import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;

/** A resource in a list. Its values are formatted when the row is shown, because most rows of a long list never are. */
record ResourceRow(CloudResource resource, ResourceValues values) {

    String text(ResourceField field) {
        return values.text(resource, field);
    }

    String project() {
        Project project = resource.project();
        return project == null ? "" : project.name();
    }
}
