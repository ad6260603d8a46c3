package org.stackdeck.inventory.search;

/** Property that a token of a search matches. */
public interface SearchProperty {

    /** Returns the key before the colon, in lower case. */
    String key();

    /** Returns whether the value is a reserved word instead of a name. */
    default boolean isReserved(String value) {
        return false;
    }

    /** Returns whether the property has fixed values that do not include the value. */
    default boolean isUnknown(String value) {
        return false;
    }

    /** Returns whether the property has fixed values, none of which contains the text. */
    default boolean isUnknownPart(String part) {
        return false;
    }
}
