package org.stackdeck.cloud;

/** The ID of a server in Nova, in practice a UUID. Not blank, at most 255 characters. */
public record ServerId(String value) implements Comparable<ServerId> {

    public ServerId {
        if (value.length() > 255) {
            throw new IllegalArgumentException("ServerId is longer than 255 characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("ServerId is blank");
        }
    }

    @Override
    public int compareTo(ServerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
