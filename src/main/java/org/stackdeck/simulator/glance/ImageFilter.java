package org.stackdeck.simulator.glance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.SimulatedImage;

/** Filters and sort orders of Glance's list of images (glance.api.v2.images, {@code RequestDeserializer}). */
final class ImageFilter {

    /** Attributes whose filters can contain several values after {@code in:}. */
    private static final Set<String> LISTS = Set.of("id", "name", "status", "disk_format", "container_format");

    private static final Set<String> SORT_KEYS =
            Set.of("name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at");

    private ImageFilter() {}

    /**
     * Returns the condition for a parameter. Like Glance, treats unknown parameters as filters by property.
     *
     * @throws ApiException 400 if the value is invalid
     */
    static Predicate<SimulatedImage> of(String name, List<String> values) {
        String value = values.getLast();
        return switch (name) {
            case "tag" -> image -> image.attributes().tags().containsAll(values);
            case "protected" -> {
                boolean wanted = flag(name, value);
                yield image -> image.isProtected() == wanted;
            }
            case "os_hidden" -> {
                boolean wanted = flag(name, value.toLowerCase(Locale.ROOT));
                yield _ -> !wanted;
            }
            case "size_min" -> size(name, value, 1);
            case "size_max" -> size(name, value, -1);
            case "min_disk" -> image -> image.minDisk() == number(value);
            case "min_ram" -> image -> image.minRam() == number(value);
            case "created_at" -> time(value, true);
            case "updated_at" -> time(value, false);
            case "changes-since" -> throw ApiException.badRequest("Unsupported filter: changes-since");
            case "owner" -> image -> field(image, name).equals(value);
            default -> {
                if (!LISTS.contains(name)) {
                    yield image -> value.equals(image.properties().get(name));
                }
                List<String> accepted =
                        value.startsWith("in:") ? List.of(value.substring(3).split(",", -1)) : List.of(value);
                yield image -> accepted.contains(field(image, name));
            }
        };
    }

    private static String field(SimulatedImage image, String name) {
        return ImageDocuments.of(image).path(name).asString("");
    }

    private static boolean flag(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw ApiException.badRequest(
                    "Invalid value '%s' for '%s' filter. Valid values are case sensitive 'true' or"
                                    .formatted(value, name)
                            + " 'false'.");
        }
        return value.equals("true");
    }

    private static Predicate<SimulatedImage> size(String name, String value, int sign) {
        if (!value.matches("\\d{1,18}")) {
            throw ApiException.badRequest("Invalid value '%s' for parameter '%s'.".formatted(value, name));
        }
        long limit = Long.parseLong(value);
        return image -> {
            Long size = image.size();
            return size != null && (sign > 0 ? size >= limit : size <= limit);
        };
    }

    /** Returns the number that the database compares with; 0 for other texts. */
    private static int number(String value) {
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    private static Predicate<SimulatedImage> time(String value, boolean ofCreation) {
        int colon = value.indexOf(':');
        boolean hasOperator = colon > 0 && value.substring(0, colon).matches("gte|gt|lte|lt|eq|neq");
        String operator = hasOperator ? value.substring(0, colon) : "eq";
        Instant wanted;
        try {
            wanted = Instant.parse(hasOperator ? value.substring(colon + 1) : value);
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest("Invalid time format: '%s'.".formatted(value));
        }
        return image -> {
            int order = (ofCreation ? image.created() : image.updated()).compareTo(wanted);
            return switch (operator) {
                case "gte" -> order >= 0;
                case "gt" -> order > 0;
                case "lte" -> order <= 0;
                case "lt" -> order < 0;
                case "neq" -> order != 0;
                default -> order == 0;
            };
        };
    }

    /** @throws ApiException 400 if the images cannot be sorted as requested */
    static Comparator<SimulatedImage> order(QueryParameters query) {
        List<String> sort =
                query.last("sort").map(keys -> List.of(keys.split(",", -1))).orElse(List.of());
        List<String> directions = query.all("sort_dir");
        List<String> keys = query.all("sort_key");
        Stream<String> fromKeys = Stream.iterate(0, index -> index < keys.size(), index -> index + 1)
                .map(index -> keys.get(index) + ":" + (index < directions.size() ? directions.get(index) : "desc"));
        return Stream.concat(sort.stream(), fromKeys)
                .map(ImageFilter::order)
                .reduce((_, _) -> 0, Comparator::thenComparing);
    }

    private static Comparator<SimulatedImage> order(String keyAndDirection) {
        int colon = keyAndDirection.indexOf(':');
        String key = (colon < 0 ? keyAndDirection : keyAndDirection.substring(0, colon)).strip();
        String direction =
                colon < 0 ? "desc" : keyAndDirection.substring(colon + 1).strip();
        if (!SORT_KEYS.contains(key) || !direction.matches("asc|desc")) {
            throw ApiException.badRequest("Invalid sort key or direction: " + keyAndDirection);
        }
        Comparator<SimulatedImage> order = key.equals("size")
                ? Comparator.comparing(image -> {
                    Long size = image.size();
                    return size == null ? 0 : size;
                })
                : Comparator.comparing(
                        image -> ImageDocuments.of(image).path(key).asString(""));
        return direction.equals("asc") ? order : order.reversed();
    }
}
