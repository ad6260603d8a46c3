package org.stackdeck.inventory.unreported;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;

/** Tests change hints for servers whose addresses have changed in Neutron. */
class AddressPollerTests {

    private static final ScopeKey SCOPE = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final ServerId WEB = ServerBuilder.named("web").build().id();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-30T10:00:00Z"));
    private final FakeClouds clouds = new FakeClouds(new FakeCompute(ServerBuilder.STAFF));
    private final List<ServerId> hints = new ArrayList<>();
    private final List<Set<ServerKey>> fullLists = new ArrayList<>();
    private final InMemoryInventoryStore store = new InMemoryInventoryStore(() -> {});
    private final Map<ScopeKey, Instant> confirmed = new HashMap<>();
    private boolean isViewed = true;
    private final AddressPoller poller = new AddressPoller(
            ServerBuilder.CLOUD,
            clouds,
            store,
            () -> isViewed,
            server -> hints.add(server.id()),
            fullLists::add,
            (scopes, age) ->
                    scopes.forEach(scope -> confirmed.put(scope, clock.instant().minus(age))),
            clock);

    @Test
    void givesNoHintsForTheFirstAddresses() {
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        show(WEB);

        poll();

        assertThat(hints).isEmpty();
    }

    @Test
    void hintsUntilTheInventoryHasTheNewAddress() {
        show(WEB, "10.0.0.5");
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        poll();
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5", "203.0.113.9")));

        poll();
        poll();
        show(WEB, "10.0.0.5", "203.0.113.9");
        poll();

        assertThat(hints).containsExactly(WEB, WEB);
    }

    @Test
    void recordsAFloatingIpWithoutAHint() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));
        poll();
        clouds.setAssignedAddresses(Map.of(
                WEB, Set.of(fixed, new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id()))));

        poll();
        assertThat(shownAddresses()).containsExactly("10.0.0.5", "203.0.113.9");

        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));
        poll();
        assertThat(shownAddresses()).containsExactly("10.0.0.5");
        assertThat(hints).isEmpty();
    }

    @Test
    void firstPollRecordsAFloatingIpThatNovaHasNotReported() {
        show(WEB, "10.0.0.5");
        clouds.setAssignedAddresses(Map.of(
                WEB,
                Set.of(
                        new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id()),
                        new AssignedAddress("203.0.113.9", "10.0.0.5", ServerBuilder.STAFF.id()))));

        poll();

        assertThat(shownAddresses()).containsExactly("10.0.0.5", "203.0.113.9");
        assertThat(hints).isEmpty();
    }

    /** A credential without sufficient permissions does not see the floating IPs of other projects. */
    @Test
    void firstPollRemovesNoFloatingIp() {
        store.restore(
                SCOPE,
                List.of(ServerBuilder.named(WEB.value())
                        .addresses(
                                new ServerAddress("net", "10.0.0.5", 4, false),
                                new ServerAddress("net", "203.0.113.9", 4, true))
                        .build()));
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));

        poll();

        assertThat(shownAddresses()).containsExactly("10.0.0.5", "203.0.113.9");
    }

    @Test
    void hintsAboutAServerThatHasLostItsLastAddress() {
        show(WEB, "10.0.0.5");
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        poll();
        clouds.setServerAddresses(Map.of());

        poll();

        assertThat(hints).containsExactly(WEB);
    }

    @Test
    void stopsHintingIfNovaNeverReportsTheAddress() {
        show(WEB);
        clouds.setServerAddresses(Map.of());
        poll();
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));

        IntStream.range(0, 20).forEach(_ -> poll());

        assertThat(hints).hasSize(5);
    }

    @Test
    void requestsAFullListIfTheAddressesOfManyServersHaveChanged() {
        changeAddressesOf(20);

        poll();

        assertThat(fullLists).hasSize(1);
        assertThat(fullLists.getFirst()).hasSize(20);
        assertThat(hints).hasSize(2);
    }

    @Test
    void hintsAboutManyServersInSeveralPolls() {
        changeAddressesOf(8);

        IntStream.range(0, 4).forEach(_ -> poll());
        assertThat(hints).doesNotHaveDuplicates().hasSize(8);
        poll();

        assertThat(hints.getLast()).isIn(hints.subList(0, 2));
    }

    @Test
    void requestsNothingForServersWhoseAddressesTheFullListContained() {
        Map<ServerId, Set<String>> addresses = changeAddressesOf(20);
        poll();
        addresses.forEach((server, assigned) -> show(server, assigned.toArray(String[]::new)));

        poll();

        assertThat(fullLists).hasSize(1);
        assertThat(hints).hasSize(2);
    }

    @Test
    void findsAChangeDuringALongPause() {
        show(WEB, "10.0.0.5");
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        poll();
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.6")));
        clock.advance(Duration.ofMinutes(3));

        poll();

        assertThat(hints).containsExactly(WEB);
    }

    @Test
    void confirmsTheAddressesUnlessNeutronFails() {
        ScopeKey all = new ScopeKey(ServerBuilder.CLOUD, null);
        Instant first = clock.instant();
        poll();
        assertThat(confirmed).containsExactly(Map.entry(all, first));
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.UNREACHABLE, "down"));
        clock.advance(Duration.ofMinutes(1));
        poll();
        assertThat(confirmed).containsExactly(Map.entry(all, first));

        clouds.recover(ServerBuilder.CLOUD);
        Instant second = clock.instant();
        poll();

        assertThat(confirmed).containsExactly(Map.entry(all, second));
    }

    @Test
    void findsTheChangeAfterAFailure() {
        show(WEB, "10.0.0.5");
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        poll();
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.UNREACHABLE, "down"));
        poll();
        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(3));
        clouds.recover(ServerBuilder.CLOUD);
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.6")));

        poll();

        assertThat(hints).containsExactly(WEB);
    }

    @Test
    void keepsTheAddressesOfAScopeThatFails() {
        show(WEB, "10.0.0.5");
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.5")));
        poll();
        clouds.failDiscovery(ServerBuilder.CLOUD, IllegalStateException::new);

        poll();
        assertThat(hints).isEmpty();
        clouds.recover(ServerBuilder.CLOUD);
        clouds.setServerAddresses(Map.of(WEB, Set.of("10.0.0.6")));
        poll();

        assertThat(hints).as("compared with the addresses before the failure").containsExactly(WEB);
    }

    @Test
    void pausesFourTimesAsLongAsAPollTakes() {
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> {
            clock.advance(Duration.ofSeconds(10));
            return new CloudException(CloudException.Category.TIMEOUT, "slow");
        });

        poller.poll();

        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void pollsOnlyWhileUsersViewServers() {
        assertThat(poller.dueIn()).isZero();
        poller.poll();
        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(1));

        isViewed = false;

        assertThat(poller.dueIn()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void notificationAboutAServerLeadsToARequestForItsAddressesOnly() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));
        poller.poll();
        int requests = clouds.addressRequests();
        clouds.setAssignedAddresses(Map.of(
                WEB, Set.of(fixed, new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id()))));

        poller.hint(hint(Set.of(WEB), ResourceKind.FLOATING_IP));
        assertThat(poller.dueIn()).as("the list of all addresses").isPositive();
        poller.pollServers();

        assertThat(shownAddresses()).containsExactly("10.0.0.5", "203.0.113.9");
        assertThat(clouds.addressRequests()).isEqualTo(requests + 1);
    }

    @Test
    void hintedServerIsReadAgainAfterAFailure() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        AssignedAddress floating = new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));
        poller.poll();
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed, floating)));
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.UNAVAILABLE, "busy"));
        poller.hint(hint(Set.of(WEB), ResourceKind.FLOATING_IP));
        poller.pollServers();
        clouds.recover(ServerBuilder.CLOUD);

        poller.pollServers();
        assertThat(shownAddresses()).contains(floating.ip());

        int requests = clouds.addressRequests();
        poller.pollServers();
        assertThat(clouds.addressRequests()).isEqualTo(requests);
    }

    /** A project can refuse the request permanently. */
    @Test
    void hintedServerIsReadAtMostFourTimesWhileItsProjectFails() {
        show(WEB, "10.0.0.5");
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.FORBIDDEN, "not permitted"));
        poller.hint(hint(Set.of(WEB), ResourceKind.PORT));
        int before = clouds.addressRequests();

        IntStream.range(0, 8).forEach(_ -> poller.pollServers());

        assertThat(clouds.addressRequests()).isEqualTo(before + 4);
    }

    @Test
    void hintedServerIsReadBeforeServersThatNovaHasNotReported() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        AssignedAddress floating = new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        Map<ServerId, Set<AssignedAddress>> addresses = new HashMap<>(Map.of(WEB, Set.of(fixed)));
        clouds.setAssignedAddresses(addresses);
        IntStream.range(0, 200).forEach(number -> {
            ServerId server = ServerBuilder.named("web-" + number).build().id();
            show(server);
            addresses.put(server, Set.of(new AssignedAddress("10.0.1." + number, null, ServerBuilder.STAFF.id())));
        });
        poller.poll();
        clouds.setAssignedAddresses(addresses);
        poller.poll();
        addresses.put(WEB, Set.of(fixed, floating));
        clouds.setAssignedAddresses(addresses);

        poller.hint(hint(Set.of(WEB), ResourceKind.FLOATING_IP));
        poller.pollServers();

        assertThat(store.servers(SCOPE))
                .filteredOn(server -> server.id().equals(WEB))
                .flatExtracting(Server::addresses)
                .extracting("ip")
                .containsExactly(fixed.ip(), floating.ip());
    }

    /** Neutron's notification does not name the server from which a floating IP was removed. */
    @Test
    void notificationAboutAFloatingIpLeadsToARequestForTheServersThatHaveOne() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        AssignedAddress floating = new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed, floating)));
        poll();
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));

        poller.hint(hint(Set.of(), ResourceKind.FLOATING_IP));
        poller.pollServers();

        assertThat(shownAddresses()).containsExactly("10.0.0.5");
    }

    @Test
    void listThatBeganBeforeARequestForAServerDoesNotRestoreItsFormerAddresses() {
        AssignedAddress fixed = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());
        AssignedAddress floating = new AssignedAddress("203.0.113.9", fixed.ip(), ServerBuilder.STAFF.id());
        show(WEB, fixed.ip());
        clouds.setAssignedAddresses(Map.of(WEB, Set.of(fixed)));
        poll();
        AssignedAddressTracker known = new AssignedAddressTracker(ServerBuilder.CLOUD, store);
        PollingScope scope =
                clouds.resourceClients(ServerBuilder.CLOUD).getFirst().scope();
        known.replaceAll(Map.of(scope, Map.of(WEB, Set.of(fixed))), Set.of(scope));

        known.beginList();
        known.replace(scope, Set.of(WEB), Map.of(WEB, Set.of(fixed, floating)));
        known.replaceAll(Map.of(scope, Map.of(WEB, Set.of(fixed))), Set.of(scope));
        assertThat(shownAddresses()).containsExactly("10.0.0.5", "203.0.113.9");

        known.beginList();
        known.replaceAll(Map.of(scope, Map.of(WEB, Set.of(fixed))), Set.of(scope));
        assertThat(shownAddresses()).containsExactly("10.0.0.5");
    }

    @Test
    void notificationsAboutManyServersLeadToARequestForAllAddresses() {
        poller.poll();
        for (int i = 0; i < 21; i++) {
            assertThat(poller.dueIn()).as("after %d servers", i).isPositive();
            poller.hint(hint(Set.of(new ServerId("s" + i)), ResourceKind.PORT));
        }

        assertThat(poller.dueIn()).isZero();
    }

    private static ChangeHint hint(Set<ServerId> servers, ResourceKind kind) {
        return new ChangeHint(ServerBuilder.CLOUD, ChangeHint.Service.NEUTRON, servers, null, Set.of(kind), null);
    }

    @Test
    void hintWithoutServersMakesAPollDueUnlessTheLastFailed() {
        ChangeHint port = hint(Set.of(), ResourceKind.PORT);
        poller.poll();
        poller.hint(port);
        assertThat(poller.dueIn()).isZero();

        poller.poll();
        poller.hint(port);
        assertThat(poller.dueIn()).isEqualTo(Duration.ofMillis(500));

        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.UNREACHABLE, "down"));
        poller.poll();
        poller.hint(port);
        assertThat(poller.dueIn()).isEqualTo(Duration.ofSeconds(5));

        isViewed = false;
        assertThat(poller.dueIn()).isEqualTo(Duration.ofHours(1));
    }

    private Map<ServerId, Set<String>> changeAddressesOf(int servers) {
        Map<ServerId, Set<String>> addresses = new HashMap<>();
        IntStream.range(0, servers).forEach(number -> {
            ServerId server = ServerBuilder.named("web-" + number).build().id();
            show(server);
            addresses.put(server, Set.of("10.0.0." + number));
        });
        clouds.setServerAddresses(Map.of());
        poll();
        clouds.setServerAddresses(addresses);
        return addresses;
    }

    private List<String> shownAddresses() {
        return store.servers(SCOPE).getFirst().addresses().stream()
                .map(ServerAddress::ip)
                .toList();
    }

    private void poll() {
        poller.poll();
        poller.pollServers();
        clock.advance(Duration.ofSeconds(2));
    }

    private void show(ServerId id, String... addresses) {
        store.restore(
                SCOPE,
                List.of(ServerBuilder.named(id.value())
                        .addresses(Arrays.stream(addresses)
                                .map(ip -> new ServerAddress("net", ip, 4, false))
                                .toArray(ServerAddress[]::new))
                        .build()));
    }
}
