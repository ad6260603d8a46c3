package org.stackdeck.cloud;

/** Where in the cloud servers can be; known by its name alone. */
public record AvailabilityZone(String name) implements Choice {

    @Override
    public String id() {
        return name;
    }
}
