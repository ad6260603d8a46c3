package org.stackdeck.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paths, methods and list parameters that a service supports. All other requests are refused with the status that
 * the real service returns, so that no test succeeds with an unsupported request.
 */
public final class SupportedRoutes {

    private static final Set<String> DIRECTIONS = Set.of("asc", "desc");

    private final int wrongMethodStatus;
    private final List<Route> routes = new ArrayList<>();

    /** @param wrongMethodStatus status for a known path with another method: 404 or 405 */
    public SupportedRoutes(int wrongMethodStatus) {
        this.wrongMethodStatus = wrongMethodStatus;
    }

    /**
     * @param methods empty if the handler checks the method
     * @param parameters null if the path is not the path of a list
     */
    private record Route(
            List<String> pattern,
            List<String> methods,
            @Nullable ListParameters parameters) {

        boolean matches(List<String> path) {
            boolean open = pattern.getLast().equals("**");
            int fixed = open ? pattern.size() - 1 : pattern.size();
            if (open ? path.size() <= fixed : path.size() != fixed) {
                return false;
            }
            for (int i = 0; i < fixed; i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Query parameters of a list.
     *
     * @param names names of the supported parameters; empty if the service ignores unknown parameters
     * @param sortKeys values of {@code sort_key} that the service supports
     */
    public record ListParameters(Set<String> names, Set<String> sortKeys) {

        /** @throws ApiException 400 if the service does not support a parameter or its value */
        public void check(QueryParameters query) {
            for (String name : query.values().keySet()) {
                if (!names.isEmpty() && !names.contains(name)) {
                    throw ApiException.badRequest(
                            "Additional properties are not allowed ('%s' was unexpected)".formatted(name));
                }
            }
            query.last("limit").filter(limit -> !limit.matches("\\d{1,9}")).ifPresent(limit -> {
                throw ApiException.badRequest(
                        "Invalid input for query parameters limit. Value: %s. '%s' does not match '^[0-9]*$'"
                                .formatted(limit, limit));
            });
            requireAll(query, "sort_dir", DIRECTIONS);
            requireAll(query, "sort_key", sortKeys);
        }
    }

    /**
     * Adds a path. The path that was added first applies if several paths match a request.
     *
     * @param pattern segments separated by slashes; {@code *} matches any segment, and a final {@code **} matches one
     *     or more segments
     * @param methods separated by commas; empty if the handler checks the method
     */
    public SupportedRoutes add(String pattern, String methods) {
        return add(pattern, methods, null);
    }

    /** Adds the path of a list with these parameters, like {@link #add(String, String)}. */
    public SupportedRoutes add(String pattern, String methods, @Nullable ListParameters parameters) {
        routes.add(new Route(
                List.of(pattern.split("/")), methods.isEmpty() ? List.of() : List.of(methods.split(",")), parameters));
        return this;
    }

    /**
     * Checks the path, the method and the list parameters of the request.
     *
     * @param path segments below the version of the API
     * @throws ApiException if the service would refuse the request
     */
    public void check(ApiRequest request, List<String> path) {
        Route route =
                routes.stream().filter(one -> one.matches(path)).findFirst().orElseThrow(UnknownPathException::new);
        if (!route.methods().isEmpty() && !route.methods().contains(request.method())) {
            throw wrongMethodStatus == 404
                    ? new UnknownPathException()
                    : new ApiException(wrongMethodStatus, "The method specified is not allowed for this resource.");
        }
        if (route.parameters() != null && request.hasMethod("GET")) {
            route.parameters().check(request.query());
        }
    }

    private static void requireAll(QueryParameters query, String name, Set<String> values) {
        if (!values.containsAll(query.all(name))) {
            throw ApiException.badRequest("Invalid input for query parameters %s".formatted(name));
        }
    }
}
