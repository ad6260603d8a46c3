package org.stackdeck.cloud;

/** Identifies a server or another resource on which an action is performed. */
public interface ActionTarget {

    CloudName cloud();

    /** Returns the ID as text. The ID is unique only among the resources of its kind in one cloud. */
    String idText();

    /** Returns the type in audit entries, such as {@code server}. */
    String objectType();
}
