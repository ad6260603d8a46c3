package org.stackdeck.inventory.search;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;

/**
 * Search for resources of one kind. The resources must be those that the user may see.
 *
 * @param user the user whom the owner {@code me} means
 */
public record ResourceSearchFilter(SearchQuery<ResourceSearchProperty> query, OwnerMap owners, UserId user) {

    public static ResourceSearchFilter of(ResourceKind kind, String text, OwnerMap owners, UserId user) {
        return new ResourceSearchFilter(SearchQuery.parse(text, ResourceSearchProperty.of(kind)), owners, user);
    }

    /** Returns whether the result depends on owners. */
    public boolean filtersByOwner() {
        return query.hasToken(ResourceSearchProperty.OWNER, _ -> true);
    }

    /** Returns whether the resource matches. Words occur in its name, ID, project or fields. */
    public boolean matches(CloudResource resource) {
        return matches(resource, ResourceSearchFilter::text);
    }

    /** @param text returns the text of the resource that must contain the words */
    public boolean matches(CloudResource resource, Function<CloudResource, String> text) {
        String searched = query.words().isEmpty() ? "" : SearchQuery.lower(text.apply(resource));
        return query.matches(searched::contains, (property, value) -> property.matches(resource, value, this));
    }

    /** Returns the resource's values of the property, in lower case. */
    public List<String> values(ResourceSearchProperty property, CloudResource resource) {
        return property.values(resource, this);
    }

    /** Returns the words that match the owner. Only users who may see the project of a resource may see its owner. */
    List<String> ownerWords(CloudResource resource) {
        return resource.project() == null ? List.of() : OwnerSearchTerms.of(owners.ownerOf(resource.key()), user);
    }

    private static String text(CloudResource resource) {
        Project project = resource.project();
        return Stream.concat(
                        Stream.of(resource.name(), resource.id(), project == null ? "" : project.name()),
                        resource.kind().fields().stream().flatMap(field -> resource.text(field.code()).stream()))
                .collect(Collectors.joining(" "));
    }
}
