package org.stackdeck.cloud.resource;

/** An availability zone in which servers can run. Its name is also its ID. */
public record AvailabilityZone(String name) implements SelectableResource {

    @Override
    public String id() {
        return name;
    }
}
