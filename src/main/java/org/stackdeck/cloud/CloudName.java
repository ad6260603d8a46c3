package org.stackdeck.cloud;

/** Name of a cloud: the name of its first configured entry. Not blank, at most 255 characters. */
public record CloudName(String value) implements Comparable<CloudName> {

    public static final int MAX_LENGTH = 255;

    public CloudName {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("CloudName is longer than 255 characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("CloudName is blank");
        }
    }

    @Override
    public int compareTo(CloudName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
