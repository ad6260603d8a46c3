package org.stackdeck.ui.resources.list;

import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.ui.resources.ResourceValueFormatter;

/**
 * Row with a resource. The values are formatted when the row is displayed, because most rows of a long list are never
 * displayed.
 */
record ResourceRow(CloudResource resource, ResourceValueFormatter values) {

    String text(ResourceField field) {
        return values.text(resource, field);
    }

    String summary(ResourceField field) {
        return values.summary(resource, field);
    }

    ResourceKey key() {
        return resource.key();
    }

    String name() {
        return resource.displayName();
    }

    String project() {
        return values.project(resource);
    }
}
