package org.stackdeck.cloud;

/** The cloud does not offer the service, such as Cinder, at all. */
public final class MissingServiceException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** @param type the service type in the catalog */
    public MissingServiceException(String type) {
        super(Category.UNAVAILABLE, "The cloud's catalog has no " + type + " endpoint for this region");
    }
}
