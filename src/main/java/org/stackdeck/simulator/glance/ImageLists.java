package org.stackdeck.simulator.glance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Filters and pages the list of images of the simulated Glance. */
final class ImageLists {

    /** Parameters of the list that are not filters, or that have their own rules. */
    private static final Set<String> CONTROLS =
            Set.of("limit", "marker", "sort_key", "sort_dir", "sort", "visibility", "member_status");

    private static final Set<String> MEMBER_STATUSES =
            Set.of(SimulatedImage.PENDING, SimulatedImage.ACCEPTED, SimulatedImage.REJECTED, SimulatedImage.ANY_STATUS);

    private static final Set<String> VISIBILITIES = Set.of("community", "public", "private", "shared", "all");

    private final ImageStore store;

    ImageLists(ImageStore store) {
        this.store = store;
    }

    ObjectNode list(QueryParameters queryParameters, Token token) {
        boolean community =
                queryParameters.last("visibility").filter("community"::equals).isPresent();
        String memberStatus = allowed(queryParameters, "member_status", MEMBER_STATUSES, "Invalid status: ")
                .orElse(SimulatedImage.ACCEPTED);
        boolean all = allowed(queryParameters, "visibility", VISIBILITIES, "Invalid visibility value: ")
                .filter("all"::equals)
                .isPresent();
        List<SimulatedImage> images = store.visibleTo(token).stream()
                .filter(i -> i.isListedFor(token, memberStatus)
                        || ((community || all) && i.visibility().equals("community")))
                .filter(i -> all
                        || queryParameters
                                .last("visibility")
                                .map(i.visibility()::equals)
                                .orElse(true))
                .filter(filter(queryParameters))
                .sorted(ImageFilter.order(queryParameters))
                .toList();
        int limit = queryParameters
                .last("limit")
                .filter(l -> l.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(25);
        int from = queryParameters
                .last("marker")
                .map(marker -> 1
                        + IntStream.range(0, images.size())
                                .filter(i -> images.get(i).id().equals(marker))
                                .findFirst()
                                .orElseThrow(
                                        () -> ApiException.badRequest("Invalid marker. Image could not be found.")))
                .orElse(0);
        List<SimulatedImage> page = images.subList(from, Math.min(images.size(), from + limit));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("images");
        page.forEach(i -> list.add(ImageDocuments.of(i)));
        document.put("first", "/v2/images").put("schema", "/v2/schemas/images");
        if (!page.isEmpty() && page.size() == limit) {
            document.put(
                    "next",
                    "/v2/images?"
                            + queryParameters.withParameter(
                                    "marker", page.getLast().id()));
        }
        return document;
    }

    private static Predicate<SimulatedImage> filter(QueryParameters queryParameters) {
        return queryParameters.values().entrySet().stream()
                .filter(parameter -> !CONTROLS.contains(parameter.getKey()))
                .map(parameter -> ImageFilter.of(parameter.getKey(), parameter.getValue()))
                .reduce(_ -> true, Predicate::and);
    }

    private static Optional<String> allowed(
            QueryParameters queryParameters, String name, Set<String> values, String refusal) {
        Optional<String> value = queryParameters.last(name);
        value.filter(given -> !values.contains(given)).ifPresent(given -> {
            throw ApiException.badRequest(refusal + given);
        });
        return value;
    }
}
