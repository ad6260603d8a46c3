package org.stackdeck.cloud.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;

/**
 * A resource as its cloud reports it.
 *
 * @param project the project that owns the resource; null if it is unknown
 * @param name untrusted text, may be empty
 * @param published whether the resource is available to other projects too, such as a public image or an external network
 * @param values values by the code of their field, of the types that {@link ResourceField.Type} specifies; without
 *     unknown values
 */
public record CloudResource(
        ResourceKind kind,
        CloudName cloud,
        String id,
        @Nullable Project project,
        String name,
        boolean published,
        Map<String, Object> values) {

    public CloudResource {
        values = Map.copyOf(values);
    }

    /** The value of the field {@code status}; empty if the kind has none. */
    public String status() {
        return text("status").orElse("");
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(values.get(field)).map(String::valueOf);
    }

    public List<String> texts(String field) {
        return values.get(field) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public Optional<Long> number(String field) {
        return values.get(field) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** Returns whether the cloud prevents the deletion of the image. */
    public boolean isProtected() {
        return Boolean.TRUE.equals(values.get("protected"));
    }

    public ResourceKey key() {
        return new ResourceKey(cloud, kind, id);
    }

    public boolean isInTransition() {
        return kind.isTransitional(status());
    }

    /** Returns the name. Returns the IP addresses of a port without a name, and the ID of other resources. */
    public String displayName() {
        if (!name.isBlank()) {
            return name;
        }
        List<String> addresses = texts("fixedIps");
        return addresses.isEmpty() ? id : String.join(", ", addresses);
    }
}
