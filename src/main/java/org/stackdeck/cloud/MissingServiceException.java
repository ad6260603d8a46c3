package org.stackdeck.cloud;

/** Thrown when a cloud does not offer a service, such as Cinder, in the region. */
public final class MissingServiceException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** @param type the service type in the catalog */
    public MissingServiceException(String type) {
        super(Category.UNAVAILABLE, "The cloud's catalog has no " + type + " endpoint for this region");
    }
}
