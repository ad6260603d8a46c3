package org.stackdeck.cloud;

/** The Keystone's id of a project. At most 255 characters, not blank. */
public record ProjectId(String value) implements Comparable<ProjectId> {

    public ProjectId {
        if (value.length() > 255) {
            throw new IllegalArgumentException("ProjectId is longer than 255 characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("ProjectId is blank");
        }
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
