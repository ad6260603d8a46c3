package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.Freshness;

/**
 * The resources of one kind in one cloud, as last polled.
 *
 * @param resources ordered by name
 * @param lists the last list of each scope
 * @param freshness the freshness of all scopes together
 * @param scopes the freshness of each scope
 */
record ResourceListState(
        List<CloudResource> resources,
        Map<String, CloudResource> byId,
        Map<ScopeKey, List<CloudResource>> lists,
        Freshness freshness,
        Map<ScopeKey, Freshness> scopes) {

    static final Comparator<CloudResource> BY_NAME = Comparator.comparing(
                    CloudResource::displayName, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(CloudResource::cloud)
            .thenComparing(CloudResource::id);

    /**
     * Identifies a scope across discoveries.
     *
     * @param projects empty for all projects of the cloud, because discoveries can add projects to such a scope
     */
    record ScopeKey(String entry, Set<ProjectId> projects) {

        /** Returns whether resources of the project are in the scope's list. */
        boolean contains(@Nullable Project project) {
            return project != null && (projects.isEmpty() || projects.contains(project.id()));
        }

        static ScopeKey of(PollingScope scope) {
            return new ScopeKey(
                    scope.entry(),
                    scope.allProjects()
                            ? Set.of()
                            : scope.projects().stream().map(Project::id).collect(Collectors.toSet()));
        }
    }

    static ResourceListState unloaded(Freshness freshness) {
        return new ResourceListState(List.of(), Map.of(), Map.of(), freshness, Map.of());
    }

    Optional<CloudResource> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the resource if a list that contains it was loaded at this time or later. */
    Optional<CloudResource> findConfirmed(String id, Instant since) {
        return lists.entrySet().stream()
                .filter(list -> isConfirmed(list.getKey(), since))
                .flatMap(list -> list.getValue().stream())
                .filter(resource -> resource.id().equals(id))
                .findFirst();
    }

    private boolean isConfirmed(ScopeKey scope, Instant since) {
        Freshness ofScope = scopes.get(scope);
        Instant confirmedAt = ofScope == null ? null : ofScope.confirmedAt();
        return confirmedAt != null && !confirmedAt.isBefore(since);
    }

    /** Returns whether the last request for each scope has failed. */
    boolean hasFailed() {
        return scopes.values().stream().allMatch(ofScope -> ofScope.problem() != null);
    }

    boolean isInTransition() {
        return resources.stream().anyMatch(CloudResource::isInTransition);
    }

    /** Returns whether no scope has been polled yet, or the viewer can see one of the polled scopes. */
    boolean isInScope(Predicate<ScopeKey> visible) {
        return scopes.isEmpty() || scopes.keySet().stream().anyMatch(visible);
    }

    /**
     * Returns the freshness of the scopes that a viewer can see. Failures of other scopes are not reported to the
     * viewer.
     */
    Freshness freshnessFor(Predicate<ScopeKey> visible) {
        List<Freshness> seen = scopes.entrySet().stream()
                .filter(scope -> visible.test(scope.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!seen.isEmpty()) {
            return worstOf(seen, freshness.pace());
        }
        // The viewer's projects have not been listed yet.
        return scopes.isEmpty()
                ? freshness
                : new Freshness(
                        Freshness.State.LOADING, null, freshness.pace(), null, null, false, Freshness.Source.LIST);
    }

    /** @param all not empty */
    private static Freshness worstOf(Collection<Freshness> all, Duration pace) {
        Freshness.Problem problem = all.stream()
                .map(Freshness::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Instant confirmedAt = all.stream()
                .map(Freshness::confirmedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Freshness(
                problem == null
                        ? Freshness.State.LIVE
                        : confirmedAt == null ? Freshness.State.UNREACHED : Freshness.State.STALE,
                confirmedAt,
                pace,
                null,
                problem,
                all.stream().allMatch(Freshness::complete),
                Freshness.Source.LIST);
    }

    /**
     * @param newLists if several lists contain a resource, the first one takes precedence, with the sharing of all of
     *     them
     * @param newScopes not empty
     */
    ResourceListState withLists(Map<ScopeKey, List<CloudResource>> newLists, Map<ScopeKey, Freshness> newScopes) {
        return withLists(newLists, worstOf(newScopes.values(), freshness.pace()), newScopes);
    }

    private ResourceListState withLists(
            Map<ScopeKey, List<CloudResource>> newLists, Freshness newFreshness, Map<ScopeKey, Freshness> newScopes) {
        Map<ScopeKey, List<CloudResource>> kept = new LinkedHashMap<>();
        newLists.forEach(
                (scope, list) -> kept.put(scope, list.stream().map(this::known).toList()));
        Map<String, CloudResource> found = new LinkedHashMap<>();
        kept.values()
                .forEach(list ->
                        list.forEach(resource -> found.merge(resource.id(), resource, CloudResource::withSharingOf)));
        List<CloudResource> sorted = found.values().stream().sorted(BY_NAME).toList();
        return new ResourceListState(
                // Keep the same list if it is equal, because viewers compare lists and then need not compare their
                // elements.
                sorted.equals(resources) ? resources : sorted, found, kept, newFreshness, newScopes);
    }

    /** Returns the equal object that is already in memory, otherwise the given one. */
    private CloudResource known(CloudResource resource) {
        CloudResource before = byId.get(resource.id());
        return before != null && before.equals(resource) ? before : resource;
    }

    /**
     * Replaces resources in all lists. Adds a new resource to the list of the first scope that contains its project.
     *
     * @param current by ID; empty to remove the resource
     */
    ResourceListState withReplaced(Map<String, Optional<CloudResource>> current) {
        Map<ScopeKey, List<CloudResource>> replaced = new LinkedHashMap<>();
        List<CloudResource> added = current.values().stream()
                .flatMap(Optional::stream)
                .filter(resource -> !byId.containsKey(resource.id()))
                .collect(Collectors.toCollection(ArrayList::new));
        for (Map.Entry<ScopeKey, List<CloudResource>> entry : lists.entrySet()) {
            List<CloudResource> here = added.stream()
                    .filter(resource -> entry.getKey().contains(resource.project()))
                    .toList();
            added.removeAll(here);
            replaced.put(
                    entry.getKey(),
                    Stream.concat(
                                    entry.getValue().stream()
                                            .flatMap(resource ->
                                                    current
                                                            .getOrDefault(resource.id(), Optional.of(resource))
                                                            .stream()),
                                    here.stream())
                            .toList());
        }
        return withLists(replaced, freshness, scopes);
    }

    /** Changes the freshness of all scopes together and of each scope. */
    ResourceListState withFreshness(UnaryOperator<Freshness> change) {
        Map<ScopeKey, Freshness> changed = new LinkedHashMap<>();
        scopes.forEach((scope, before) -> changed.put(scope, change.apply(before)));
        return new ResourceListState(resources, byId, lists, change.apply(freshness), changed);
    }

    ResourceListState withPace(Duration pace) {
        return new ResourceListState(
                resources,
                byId,
                lists,
                new Freshness(
                        freshness.state(),
                        freshness.confirmedAt(),
                        pace,
                        freshness.loaded(),
                        freshness.problem(),
                        freshness.complete(),
                        freshness.source()),
                scopes);
    }
}
