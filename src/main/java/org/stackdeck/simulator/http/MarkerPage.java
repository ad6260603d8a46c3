package org.stackdeck.simulator.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of a list that the parameters {@code limit}, {@code marker} and {@code offset} select, as in Cinder.
 *
 * @param next marker of the next page; null if there is no next page
 */
public record MarkerPage<T>(List<T> items, @Nullable String next) {

    private static final int MAX_LIMIT = 1000;

    /** @param what name of the objects in error messages */
    public static <T> MarkerPage<T> of(List<T> all, Function<T, String> id, QueryParameters query, String what) {
        String limitText = query.last("limit").orElse(String.valueOf(MAX_LIMIT));
        if (!limitText.matches("\\d{1,9}")) {
            throw ApiException.badRequest("limit param must be an integer");
        }
        int limit = Math.min(Integer.parseInt(limitText), MAX_LIMIT);
        int from = query.last("marker")
                .map(marker -> indexAfter(all, id, marker, what))
                .orElse(0);
        from = Math.min(
                all.size(),
                from
                        + query.last("offset")
                                .filter(offset -> offset.matches("\\d{1,6}"))
                                .map(Integer::parseInt)
                                .orElse(0));
        int to = Math.min(all.size(), from + limit);
        return new MarkerPage<>(
                List.copyOf(all.subList(from, to)), limit > 0 && to < all.size() ? id.apply(all.get(to - 1)) : null);
    }

    /**
     * Returns the response with the page, and with a link to the next page if there is one.
     *
     * @param member name of the document's member with the items; the member with the links has the suffix
     *     {@code _links}
     * @param url URL of the list without parameters
     */
    public ApiResponse toResponse(String member, String url, QueryParameters query, Function<T, ObjectNode> view) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray(member);
        items.forEach(item -> list.add(view.apply(item)));
        addNextLink(document, member + "_links", url, query);
        return ApiResponse.ok(document);
    }

    /**
     * Adds a link to the next page to the document of the list if there is a next page.
     *
     * @param member name of the document's member with the links
     * @param url URL of the list without parameters
     */
    public void addNextLink(ObjectNode document, String member, String url, QueryParameters query) {
        if (next != null) {
            document.putArray(member).add(Json.link("next", url + "?" + query.withParameter("marker", next)));
        }
    }

    private static <T> int indexAfter(List<T> all, Function<T, String> id, String marker, String what) {
        for (int index = 0; index < all.size(); index++) {
            if (id.apply(all.get(index)).equals(marker)) {
                return index + 1;
            }
        }
        throw ApiException.notFound(what + " " + marker + " could not be found.");
    }
}
