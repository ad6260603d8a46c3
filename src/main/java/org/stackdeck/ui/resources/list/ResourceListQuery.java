package org.stackdeck.ui.resources.list;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.resources.ResourceRoutes;

/** Search and sort order of a list of resources. Both are part of the URL of the page. */
record ResourceListQuery(String search, ResourceSort sort) {

    private static final String SORT = "sort";

    ResourceListQuery {
        search = search.length() > SearchQuery.MAX_LENGTH ? search.substring(0, SearchQuery.MAX_LENGTH) : search;
    }

    /** Parses query parameters and ignores invalid values. */
    static ResourceListQuery of(ResourceKind kind, QueryParameters parameters) {
        return new ResourceListQuery(
                parameters.getSingleParameter(ResourceRoutes.SEARCH).orElse(""),
                ResourceSort.parse(parameters.getSingleParameter(SORT).orElse(""), kind));
    }

    QueryParameters toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!search.isBlank()) {
            parameters.put(ResourceRoutes.SEARCH, search);
        }
        if (!sort.equals(ResourceSort.BY_NAME)) {
            parameters.put(SORT, sort.code());
        }
        return QueryParameters.simple(parameters);
    }

    ResourceListQuery withSearch(String text) {
        return new ResourceListQuery(text, sort);
    }

    ResourceListQuery withSort(ResourceSort other) {
        return new ResourceListQuery(search, other);
    }
}
