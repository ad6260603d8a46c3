package org.stackdeck.cloud;

/** An availability zone in which servers can run. Its name is also its id. */
public record AvailabilityZone(String name) implements Choice {

    @Override
    public String id() {
        return name;
    }
}
