package org.stackdeck.ui.operations;

import com.vaadin.flow.router.QueryParameters;

/** Path of the operations page. */
public final class OperationRoutes {

    private OperationRoutes() {}

    /**
     * Returns the path of the page with the user's own operations.
     *
     * @param text search text; empty for all operations
     */
    public static String ownPath(String text) {
        return OperationsView.PATH + "?"
                + QueryParameters.simple(OperationRowFilter.NONE
                                .withOwnOnly(true)
                                .withText(text)
                                .toParameters())
                        .getQueryString();
    }
}
