package org.stackdeck.inventory.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.replication.ResourceListLease.Publication;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

class PublishedResourceListTests {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final ScopeKey ALL = new ScopeKey("admin", Set.of());
    private static final ScopeKey STAFF = new ScopeKey("staff", Set.of(ServerBuilder.STAFF.id()));

    private static final ResourceListState UNLOADED = ResourceListState.unloaded(freshness(null, null));

    private final PublishedResourceList author = new PublishedResourceList();
    private final PublishedResourceList reader = new PublishedResourceList();

    private static Freshness freshness(@Nullable Instant confirmedAt, Freshness.@Nullable Problem problem) {
        return new Freshness(
                problem == null ? Freshness.State.LIVE : Freshness.State.STALE,
                confirmedAt,
                Duration.ofSeconds(2),
                null,
                problem,
                true,
                Freshness.Source.LIST);
    }

    private static CloudResource volume(String id, String status) {
        return new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "name of " + id,
                false,
                Set.of(ServerBuilder.RESEARCH.id()),
                Map.of(
                        "status",
                        status,
                        "size",
                        5_000_000_000L,
                        "small",
                        1L,
                        "bootable",
                        true,
                        "createdAt",
                        NOW,
                        "servers",
                        List.of("s1"),
                        "metadata",
                        Map.of("k", "v")));
    }

    private static ResourceListState state(Map<ScopeKey, List<CloudResource>> lists, Instant confirmedAt) {
        Map<ScopeKey, Freshness> scopes = new LinkedHashMap<>();
        lists.keySet().forEach(scope -> scopes.put(scope, freshness(confirmedAt, null)));
        return UNLOADED.withLists(lists, scopes).withPace(Duration.ofSeconds(7));
    }

    private List<ResourceListChange> publish(ResourceListState state) {
        List<ResourceListChange> changes = author.changes(state, !author.isKnown());
        author.recordPublished();
        reader.apply(new Publication(
                false, changes.stream().map(ResourceListChange::serialize).toList(), NOW));
        return changes;
    }

    @Test
    void publishedListEqualsThatOfTheAuthor() {
        ResourceListState published =
                state(Map.of(ALL, List.of(volume("v1", "available"), volume("v2", "in-use"))), NOW);

        publish(published);

        assertThat(reader.state(UNLOADED, NOW)).contains(published);
    }

    @Test
    void onlyDifferencesArePublished() {
        List<CloudResource> volumes = new ArrayList<>(IntStream.range(0, 5000)
                .mapToObj(i -> volume("v" + i, "available"))
                .toList());
        assertThat(publish(state(Map.of(ALL, volumes), NOW))).hasSize(20);

        volumes.set(7, volume("v7", "in-use"));
        volumes.removeLast();
        ResourceListState next = state(Map.of(ALL, volumes), NOW);
        List<ResourceListChange> changes = publish(next);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.complete()).isFalse();
            assertThat(change.changes()).singleElement().satisfies(ofScope -> {
                assertThat(ofScope.resources())
                        .extracting(ResourceListChange.PublishedResource::id)
                        .containsExactly("v7");
                assertThat(ofScope.deleted()).containsExactly("v4999");
            });
        });
        assertThat(reader.state(UNLOADED, NOW)).contains(next);
    }

    @Test
    void confirmationOfTheSameListIsNoChange() {
        List<CloudResource> volumes = List.of(volume("v1", "available"));
        publish(state(Map.of(ALL, volumes), NOW));
        Instant later = NOW.plusSeconds(2);

        assertThat(publish(state(Map.of(ALL, volumes), later))).isEmpty();

        assertThat(reader.state(UNLOADED, later)).contains(state(Map.of(ALL, volumes), later));
    }

    @Test
    void failureOfOneScopeIsPublishedWithItsTime() {
        Map<ScopeKey, List<CloudResource>> lists = new LinkedHashMap<>();
        lists.put(ALL, List.of(volume("v1", "available")));
        publish(state(lists, NOW));
        Freshness.Problem problem = new Freshness.Problem(
                CloudException.Category.UNREACHABLE, "refused", NOW.plusSeconds(2), NOW.plusSeconds(7));
        Map<ScopeKey, Freshness> scopes = new LinkedHashMap<>();
        scopes.put(ALL, freshness(NOW.plusSeconds(2), null));
        scopes.put(STAFF, freshness(NOW, problem));
        ResourceListState failed = UNLOADED.withLists(lists, scopes).withPace(Duration.ofSeconds(7));

        publish(failed);

        assertThat(reader.state(UNLOADED, NOW.plusSeconds(2))).contains(failed);
    }

    @Test
    void removedScopeDisappears() {
        publish(state(Map.of(ALL, List.of(volume("v1", "available")), STAFF, List.of(volume("v2", "available"))), NOW));
        ResourceListState next = state(Map.of(ALL, List.of(volume("v1", "available"))), NOW);

        publish(next);

        assertThat(reader.state(UNLOADED, NOW)).contains(next);
    }

    @Test
    void unreadableChangeRequiresACompleteList() {
        publish(state(Map.of(ALL, List.of(volume("v1", "available"))), NOW));

        reader.apply(new Publication(false, List.of("damaged"), NOW));

        assertThat(reader.isKnown()).isFalse();
        assertThat(reader.state(UNLOADED, NOW)).isEmpty();
    }

    @Test
    void changesWithoutTheirCompleteListAreNotApplied() {
        publish(state(Map.of(ALL, List.of(volume("v1", "available"))), NOW));
        PublishedResourceList late = new PublishedResourceList();

        late.apply(new Publication(
                true,
                author.changes(state(Map.of(ALL, List.of(volume("v1", "in-use"))), NOW), false).stream()
                        .map(ResourceListChange::serialize)
                        .toList(),
                NOW));

        assertThat(late.isKnown()).isFalse();
    }
}
