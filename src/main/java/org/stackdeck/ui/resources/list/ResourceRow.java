package org.stackdeck.ui.resources.list;

import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.ui.resources.ResourceValues;

/**
 * A resource in a list. Its values are formatted when the row is shown, because most rows of a long list are never
 * shown.
 */
record ResourceRow(CloudResource resource, ResourceValues values) {

    String text(ResourceField field) {
        return values.text(resource, field);
    }

    /** Returns the text that the list shows. */
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
