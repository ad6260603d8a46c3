package org.stackdeck.ui.servers.views;

import java.util.Locale;
import org.stackdeck.ui.ViewLogic;

/**
 * Part of a view that is not applied.
 *
 * @param value untrusted value as stored, shortened to {@value #MAX_LENGTH} characters; empty if the part has no value
 */
@ViewLogic
record IgnoredPart(Kind kind, String value) {

    static final int MAX_LENGTH = 60;

    enum Kind {
        /** The stored text cannot be parsed. */
        CONTENT,
        /** A column that does not exist or that the user may not see. */
        COLUMN,
        /** A column of the sort order that does not exist or that the user may not see. */
        SORT,
        GROUPING,
        STATE,
        /** A cloud that does not exist or in which the user may see nothing. */
        CLOUD,
        /** A project that does not exist or in which the user may see nothing. */
        PROJECT,
        /** The end of a search text that is too long. */
        SEARCH_END,
        /** A filter that does not exist. */
        FILTER;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    IgnoredPart {
        value = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value;
    }
}
