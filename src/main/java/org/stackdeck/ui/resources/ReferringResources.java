package org.stackdeck.ui.resources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/**
 * Resources of one kind that refer to another resource. Contains only resources that the viewer can see.
 *
 * @param resources ordered by name
 */
record ReferringResources(ResourceKind kind, List<CloudResource> resources) {

    /** Returns the kinds that have a field with IDs of this kind. */
    static Set<ResourceKind> kindsReferringTo(ResourceKind kind) {
        return Arrays.stream(ResourceKind.values())
                .filter(other -> other.fields().stream().anyMatch(field -> refersTo(field, kind)))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the visible resources that refer to the resource, grouped by kind. Omits kinds without such resources.
     */
    static List<ReferringResources> of(CloudResource resource, ResourcePageData data) {
        List<ReferringResources> usages = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            List<CloudResource> resources = data.of(kind).resources().stream()
                    .filter(other -> refersTo(other, resource))
                    .toList();
            if (!resources.isEmpty()) {
                usages.add(new ReferringResources(kind, resources));
            }
        }
        return usages;
    }

    private static boolean refersTo(CloudResource other, CloudResource resource) {
        return other.cloud().equals(resource.cloud())
                && other.kind().fields().stream()
                        .filter(field -> refersTo(field, resource.kind()))
                        .anyMatch(field -> field.type() == ResourceField.Type.TEXTS
                                ? other.texts(field.code()).contains(resource.id())
                                : other.text(field.code())
                                        .filter(resource.id()::equals)
                                        .isPresent());
    }

    private static boolean refersTo(ResourceField field, ResourceKind kind) {
        return kind.code().equals(field.target());
    }
}
