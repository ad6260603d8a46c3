package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

class FullListLoaderTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());

    private final FakeCompute cloud = new FakeCompute(ServerBuilder.STAFF);
    private final InMemoryInventoryStore store = new InMemoryInventoryStore(() -> {}, 16_000, Clock.systemUTC());

    private void load() {
        new FullListLoader(STAFF, store)
                .run(cloud, new TimedRateLimiterWait(new PollRateLimiter(100, Clock.systemUTC(), _ -> {})), _ -> {});
    }

    @Test
    void listThatExceededTheMemoryIsCompleteAfterDeletionsInTheCloud() {
        store.addScope(STAFF);
        List<String> names =
                IntStream.range(0, 10).mapToObj(number -> "web-" + number).toList();
        names.forEach(name -> cloud.put(ServerBuilder.named(name)));
        assertThatThrownBy(this::load).isInstanceOf(CloudException.class).hasMessageContaining("memory");
        List<String> recorded =
                store.servers(STAFF).stream().map(server -> server.id().value()).toList();
        assertThat(recorded).hasSizeBetween(1, 5);

        // The remaining servers fit as soon as Stackdeck has detected the deletion of the recorded ones.
        names.stream()
                .filter(name -> !recorded.contains(name))
                .skip(recorded.size())
                .forEach(cloud::removeWithoutTrace);
        recorded.forEach(cloud::removeWithoutTrace);
        assertThatThrownBy(this::load).isInstanceOf(CloudException.class);
        load();

        assertThat(store.servers(STAFF))
                .hasSize(recorded.size())
                .allMatch(server -> cloud.server(server.id()).isPresent());
    }
}
