package org.stackdeck.cloud.client;

import java.util.List;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.CloudResource;

/** A list that lacks the resources of some projects, because it would require too much memory. */
public final class PartialListException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final transient List<CloudResource> resources;

    public PartialListException(String message, List<CloudResource> resources) {
        super(Category.UNINTELLIGIBLE, message);
        this.resources = resources;
    }

    /** Returns the resources of the other projects. */
    public List<CloudResource> resources() {
        return resources;
    }
}
