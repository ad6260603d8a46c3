package org.stackdeck.inventory.resource;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/** Requests the resources of one kind from all scopes of a cloud. */
record ResourceListLoader(CloudName cloud, ResourceKind kind, Clouds clouds) {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceListLoader.class);

    /** @param listed whether at least one scope was listed */
    record Result(ResourceListState state, boolean listed) {}

    /** Returns whether the projects of the cloud are known, so that requests can be sent. */
    boolean isReady() {
        return !clouds.resourceClients(cloud).isEmpty();
    }

    /**
     * Lists each scope. A scope that fails keeps the resources of its last list.
     *
     * @param state the last list
     * @param now by the local clock
     */
    Result load(ResourceListState state, Instant now) {
        List<ResourceClient> clients = clouds.resourceClients(cloud);
        if (clients.isEmpty()) {
            CloudException unknown = projectsUnknown();
            return new Result(state.withFreshness(before -> failed(unknown, before, before.complete(), now)), false);
        }
        Map<ScopeKey, List<CloudResource>> fresh = new LinkedHashMap<>();
        Map<ScopeKey, List<CloudResource>> kept = new LinkedHashMap<>();
        Map<ScopeKey, Freshness> scopes = new LinkedHashMap<>();
        CloudException failure = null;
        for (ResourceClient client : clients) {
            ScopeKey scope = ScopeKey.of(client.scope());
            try {
                if (failure == null || !failure.concernsService()) {
                    fresh.put(scope, client.list(kind));
                    scopes.put(
                            scope,
                            new Freshness(
                                    Freshness.State.LIVE, now, ResourceListPace.MIN, null, null, true, Source.LIST));
                    continue;
                }
            } catch (CloudException e) {
                failure = e;
            } catch (RuntimeException e) {
                // One malformed object must not affect the other scopes.
                LOG.warn("Could not load the {} of the cloud {}. Stackdeck tries again", kind.code(), cloud, e);
                failure = new CloudException(
                        CloudException.Category.UNINTELLIGIBLE, "The response does not conform to the service's API");
            }
            List<CloudResource> last = state.lists().get(scope);
            if (last != null) {
                kept.put(scope, last.stream().filter(isOwn(client)).toList());
            }
            scopes.put(scope, failed(failure, state.scopes().get(scope), last != null, now));
        }
        if (!fresh.isEmpty()) {
            // Each scope lists all published resources without a project, such as flavors. The fresh lists therefore
            // contain them.
            kept.replaceAll((_, list) -> list.stream()
                    .filter(resource -> resource.kind().hasProject() || !resource.published())
                    .toList());
        }
        // For a published resource that several scopes list, a fresh list takes precedence.
        Map<ScopeKey, List<CloudResource>> lists = new LinkedHashMap<>(fresh);
        lists.putAll(kept);
        return new Result(state.withLists(lists, scopes), !fresh.isEmpty());
    }

    /**
     * Returns a resource that a list contains; empty if no scope has it.
     *
     * @throws CloudException also if the projects of the cloud are unknown, because the resource may still exist
     */
    Optional<CloudResource> find(String id) {
        List<ResourceClient> clients = clouds.resourceClients(cloud);
        if (clients.isEmpty()) {
            throw projectsUnknown();
        }
        return clients.stream()
                .flatMap(
                        client -> client
                                .find(kind, id)
                                .filter(resource ->
                                        resource.published() || isOwn(client).test(resource))
                                .stream())
                .map(CloudResource::asListed)
                .findFirst();
    }

    private static CloudException projectsUnknown() {
        return new CloudException(
                CloudException.Category.UNAVAILABLE, "The projects of the cloud have not been loaded yet");
    }

    private static Predicate<CloudResource> isOwn(ResourceClient client) {
        return resource -> !resource.kind().hasProject()
                || (resource.project() != null
                        && client.covers(resource.project().id()));
    }

    private static Freshness failed(CloudException failure, @Nullable Freshness before, boolean complete, Instant now) {
        Instant confirmedAt = before == null ? null : before.confirmedAt();
        Freshness.Problem earlier = before == null ? null : before.problem();
        return new Freshness(
                confirmedAt == null ? Freshness.State.UNREACHED : Freshness.State.STALE,
                confirmedAt,
                ResourceListPace.AFTER_FAILURE,
                null,
                new Freshness.Problem(
                        failure.category(),
                        String.valueOf(failure.getMessage()),
                        earlier == null ? now : earlier.since(),
                        now.plus(ResourceListPace.AFTER_FAILURE)),
                complete,
                Source.LIST);
    }
}
