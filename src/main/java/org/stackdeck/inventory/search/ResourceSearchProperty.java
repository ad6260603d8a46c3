package org.stackdeck.inventory.search;

import static org.stackdeck.inventory.search.SearchQuery.lower;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/** Property of resources that a token of a search matches. */
public enum ResourceSearchProperty implements SearchProperty {
    STATUS("status"),
    PROJECT(null),
    OWNER(null),
    TAG("tags"),
    VISIBILITY("visibility"),
    TYPE("type"),
    POLICY("policy"),
    CLOUD(null);

    /** Code of the field with the values; null if the values are not those of a field. */
    private final @Nullable String field;

    ResourceSearchProperty(@Nullable String field) {
        this.field = field;
    }

    /** Returns the properties that resources of the kind have. */
    public static List<ResourceSearchProperty> of(ResourceKind kind) {
        return Arrays.stream(values()).filter(property -> property.exists(kind)).toList();
    }

    private boolean exists(ResourceKind kind) {
        return switch (this) {
            case PROJECT -> kind.hasProject();
            case OWNER -> ResourceActionLookup.creationOf(kind).isPresent();
            case CLOUD -> true;
            case STATUS, TAG, VISIBILITY, TYPE, POLICY ->
                kind.fields().stream().anyMatch(candidate -> candidate.code().equals(field));
        };
    }

    @Override
    public String key() {
        return lower(name());
    }

    @Override
    public boolean isReserved(String value) {
        return this == OWNER && OwnerSearchTerms.isReserved(value);
    }

    /** Returns the resource's values of this property, in lower case. */
    List<String> values(CloudResource resource, ResourceSearchFilter search) {
        return switch (this) {
            case STATUS -> single(SearchQuery.statusCode(resource.status()));
            case PROJECT -> single(projectName(resource));
            case OWNER -> search.ownerWords(resource);
            case TAG -> resource.texts("tags").stream().map(SearchQuery::lower).toList();
            case VISIBILITY, TYPE, POLICY -> single(fieldText(resource));
            case CLOUD -> List.of(lower(resource.cloud().value()));
        };
    }

    /** @param value in lower case */
    boolean matches(CloudResource resource, String value, ResourceSearchFilter search) {
        return switch (this) {
            case STATUS -> SearchQuery.statusCode(resource.status()).equals(SearchQuery.statusCode(value));
            case PROJECT ->
                projectName(resource).contains(value)
                        || (resource.project() != null
                                && resource.project().id().value().equals(value));
            case TYPE -> fieldText(resource).contains(value);
            case OWNER, TAG, VISIBILITY, POLICY, CLOUD ->
                values(resource, search).contains(value);
        };
    }

    private String fieldText(CloudResource resource) {
        return field == null ? "" : lower(resource.text(field).orElse(""));
    }

    private static String projectName(CloudResource resource) {
        Project project = resource.project();
        return project == null ? "" : lower(project.name());
    }

    private static List<String> single(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
