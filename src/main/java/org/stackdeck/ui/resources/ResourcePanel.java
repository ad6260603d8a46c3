package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Div;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;

/** Panel below the facts of a resource, with data that only some kinds have and buttons that change it. */
abstract class ResourcePanel extends Div {

    /** Returns whether the panel shows the field, so that the facts omit it. */
    abstract boolean shows(ResourceField field);

    /** Updates the panel. Must be called after {@link ResourceActionBar#update} with the same resource. */
    abstract void update(CloudResource resource, ResourceValueFormatter values);
}
