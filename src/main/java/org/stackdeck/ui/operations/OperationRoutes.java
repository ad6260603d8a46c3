package org.stackdeck.ui.operations;

import com.vaadin.flow.router.QueryParameters;

/** Paths of the operations page. */
public final class OperationRoutes {

    private OperationRoutes() {}

    /**
     * Returns the path of the page with the operations of the user.
     *
     * @param text search text; empty for all operations
     */
    public static String ownPath(String text) {
        return path(OperationRowFilter.NONE.withOwnOnly(true).withText(text));
    }

    /**
     * Returns the path of the page with all operations that the user may see.
     *
     * @param text search text; empty for all operations
     */
    public static String path(String text) {
        return path(OperationRowFilter.NONE.withText(text));
    }

    private static String path(OperationRowFilter filter) {
        return OperationsView.PATH + "?"
                + QueryParameters.simple(filter.toParameters()).getQueryString();
    }
}
