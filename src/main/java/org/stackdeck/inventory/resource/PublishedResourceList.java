package org.stackdeck.inventory.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.replication.ResourceListLease.Publication;
import org.stackdeck.inventory.resource.ResourceListChange.PublishedResource;
import org.stackdeck.inventory.resource.ResourceListChange.Scope;
import org.stackdeck.inventory.resource.ResourceListChange.ScopeChange;
import org.stackdeck.inventory.resource.ResourceListChange.Summary;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/**
 * The published state of one list of resources. Applies the changes of other nodes, and computes those of this node.
 * Not thread-safe.
 */
final class PublishedResourceList {

    /** Keeps each database row and each statement small. */
    static final int MAX_PART_RESOURCES = 250;

    private static final Logger LOG = LoggerFactory.getLogger(PublishedResourceList.class);

    private Content content = Content.NOTHING;
    private Content next = Content.NOTHING;

    /** @param summary null if the published list is unknown */
    private record Content(@Nullable Summary summary, Map<ScopeKey, Map<String, CloudResource>> lists) {

        static final Content NOTHING = new Content(null, Map.of());
    }

    /** Returns whether the published list is known to this node. Otherwise, the next change must be a complete list. */
    boolean isKnown() {
        return content.summary() != null;
    }

    /** Applies changes of other nodes. Afterwards, {@link #isKnown} is false if they cannot be read. */
    void apply(Publication publication) {
        if (publication.restarts()) {
            content = Content.NOTHING;
        }
        boolean known = isKnown();
        try {
            for (String text : publication.changes()) {
                ResourceListChange change = ResourceListChange.parse(text);
                known |= change.complete();
                if (known) {
                    apply(change);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not read a list of resources that another node has published: {}", e.toString());
            content = Content.NOTHING;
        }
    }

    private void apply(ResourceListChange change) {
        Map<ScopeKey, Map<String, CloudResource>> lists =
                change.complete() ? new LinkedHashMap<>() : new LinkedHashMap<>(content.lists());
        for (ScopeChange ofScope : change.changes()) {
            Map<String, CloudResource> list = new LinkedHashMap<>(lists.getOrDefault(ofScope.scope(), Map.of()));
            ofScope.deleted().forEach(list::remove);
            ofScope.resources().forEach(resource -> list.put(resource.id(), resource.resource()));
            lists.put(ofScope.scope(), list);
        }
        Summary summary = change.summary();
        if (summary == null) {
            content = new Content(change.complete() ? null : content.summary(), lists);
            return;
        }
        Map<ScopeKey, Map<String, CloudResource>> listed = new LinkedHashMap<>();
        summary.scopes().stream()
                .filter(Scope::listed)
                .forEach(scope -> listed.put(scope.key(), lists.getOrDefault(scope.key(), Map.of())));
        content = new Content(summary, listed);
    }

    /**
     * Returns the published list; empty if it is unknown.
     *
     * @param before the last list of this node
     * @param listedAt start of the request for the list, by the local clock
     */
    Optional<ResourceListState> state(ResourceListState before, Instant listedAt) {
        Summary summary = content.summary();
        if (summary == null || summary.scopes().isEmpty()) {
            return Optional.empty();
        }
        Map<ScopeKey, List<CloudResource>> lists = new LinkedHashMap<>();
        content.lists().forEach((scope, list) -> lists.put(scope, List.copyOf(list.values())));
        Map<ScopeKey, Freshness> scopes = new LinkedHashMap<>();
        summary.scopes().forEach(scope -> scopes.put(scope.key(), withTime(scope.freshness(), listedAt)));
        return Optional.of(before.withLists(lists, scopes).withPace(summary.pace()));
    }

    /**
     * Returns the changes since the published state; empty if nothing has changed.
     *
     * @param complete whether to return a complete list
     */
    List<ResourceListChange> changes(ResourceListState state, boolean complete) {
        Content last = complete ? Content.NOTHING : content;
        Summary summary = summary(state);
        Map<ScopeKey, Map<String, CloudResource>> lists = new LinkedHashMap<>();
        List<ScopeChange> changes = new ArrayList<>();
        state.lists().forEach((scope, list) -> {
            Map<String, CloudResource> byId = new LinkedHashMap<>();
            list.forEach(resource -> byId.put(resource.id(), resource));
            lists.put(scope, byId);
            changes.addAll(changes(scope, last.lists().getOrDefault(scope, Map.of()), byId));
        });
        next = new Content(summary, lists);
        if (changes.isEmpty() && summary.equals(last.summary())) {
            return List.of();
        }
        List<ResourceListChange> parts = new ArrayList<>();
        for (int i = 0; i < Math.max(1, changes.size()); i++) {
            parts.add(new ResourceListChange(
                    complete && i == 0,
                    i >= changes.size() - 1 ? summary : null,
                    changes.isEmpty() ? List.of() : List.of(changes.get(i))));
        }
        return parts;
    }

    /** Records that the last result of {@link #changes} was stored. */
    void recordPublished() {
        content = next;
    }

    private static List<ScopeChange> changes(
            ScopeKey scope, Map<String, CloudResource> before, Map<String, CloudResource> now) {
        List<String> deleted =
                before.keySet().stream().filter(id -> !now.containsKey(id)).toList();
        List<PublishedResource> changed = now.values().stream()
                .filter(resource -> !resource.equals(before.get(resource.id())))
                .map(PublishedResource::of)
                .toList();
        List<ScopeChange> changes = new ArrayList<>();
        for (int from = 0; from < changed.size() || (from == 0 && !deleted.isEmpty()); from += MAX_PART_RESOURCES) {
            changes.add(new ScopeChange(
                    scope,
                    changed.subList(from, Math.min(changed.size(), from + MAX_PART_RESOURCES)),
                    from == 0 ? deleted : List.of()));
        }
        return changes;
    }

    private static Summary summary(ResourceListState state) {
        List<Scope> scopes = new ArrayList<>();
        state.lists()
                .keySet()
                .forEach(scope -> scopes.add(new Scope(
                        scope, withTime(Objects.requireNonNull(state.scopes().get(scope)), null), true)));
        state.scopes().forEach((scope, freshness) -> {
            if (!state.lists().containsKey(scope)) {
                scopes.add(new Scope(scope, withTime(freshness, null), false));
            }
        });
        return new Summary(state.freshness().pace(), scopes);
    }

    /** Sets the time of the confirmation if the last request has succeeded. */
    private static Freshness withTime(Freshness freshness, @Nullable Instant time) {
        return freshness.problem() == null
                ? new Freshness(
                        freshness.state(),
                        time,
                        freshness.pace(),
                        freshness.loaded(),
                        null,
                        freshness.complete(),
                        freshness.source())
                : freshness;
    }
}
