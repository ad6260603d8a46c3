package org.stackdeck.ui.servers.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.cloud.resource.ResourceKind.FLOATING_IP;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE;
import static org.stackdeck.cloud.resource.ResourceKind.NETWORK;
import static org.stackdeck.cloud.resource.ResourceKind.PORT;
import static org.stackdeck.cloud.resource.ResourceKind.SUBNET;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_SNAPSHOT;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.LabBroker;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/**
 * Tests the delivery of notifications of the lab's Cinder, Neutron and Glance to open lists. Measures the time from the
 * arrival of the notification to the change in the inventory. Skipped if a service sends no notifications. {@code
 * -Drounds} sets the number of repetitions.
 */
@OnLab
class ResourceNotificationTests {

    private static final CloudName CLOUD = new CloudName("lab");
    private static final int ROUNDS = Integer.getInteger("rounds", 1);

    /**
     * Without notifications, Stackdeck would request lists every two seconds, and the median would be more than a
     * second.
     */
    private static final long MAX_MEDIAN_MILLIS = 800;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OpenStackCli cli = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
    private final String name = "contract-notified-" + ProcessHandle.current().pid();
    private final Map<String, List<Long>> millis = new LinkedHashMap<>();
    private final List<String> cleanUp = new ArrayList<>();
    private List<LabBroker.Event> events = List.of();

    @TempDir
    Path directory;

    private LabBroker broker;
    private InventoryTestContext stackdeck;

    @BeforeEach
    void open() throws IOException, TimeoutException {
        cleanUp.add("server delete --wait " + name);
        cli.run(
                "server",
                "create",
                "--image",
                "cirros-lab",
                "--flavor",
                "m1.tiny",
                "--network",
                "staff-net",
                "--wait",
                name);
        broker = new LabBroker();
        Path cloudsYaml = directory.resolve("clouds.yaml");
        TestCloudsFile.read(OpenStackLab.cloudsFile())
                .withOnly("staff", CLOUD.value())
                .withNotifications(CLOUD.value(), broker.notificationsEntryOfServices())
                .write(cloudsYaml);
        stackdeck = InventoryTestContext.start(
                directory.resolve("data"),
                cloudsYaml,
                CLOUD.value(),
                Map.of(
                        "stackdeck.openstack.page-size", "200",
                        "stackdeck.inventory.pace", "1s",
                        "stackdeck.inventory.notified-pace", "5s",
                        "stackdeck.inventory.idle-pace", "30s"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stackdeck.hints().connectionState(CLOUD))
                        .containsInstanceOf(ChangeHintSource.ConnectionState.Connected.class));
    }

    @AfterEach
    void close() throws IOException {
        stackdeck.close();
        broker.close();
        for (String command : cleanUp.reversed()) {
            try {
                cli.run(command.split(" "));
            } catch (AssertionError _) {
                // The test has already deleted the resource.
            }
        }
    }

    @Test
    void changesOutsideAreListedWithinASecondOfTheNotification() throws IOException {
        events = broker.recordEvents();
        for (int round = 0; round < ROUNDS; round++) {
            changeVolumes();
            changeNetworks();
            changeFloatingIp();
            changeImages();
        }

        List<Long> all = millis.values().stream().flatMap(List::stream).toList();
        millis.forEach((what, times) -> System.out.printf("%s: %s ms%n", what, times));
        System.out.printf("p50 %d ms of %d%n", BenchmarkFigure.quantile(0.5, all), all.size());
        BenchmarkFigure.millis("notification to listed change: p95", BenchmarkFigure.quantile(0.95, all), 1000)
                .print();
        assertThat(BenchmarkFigure.quantile(0.5, all)).isLessThan(MAX_MEDIAN_MILLIS);
    }

    private void changeVolumes() {
        cleanUp.add("volume delete " + name);
        change(VOLUME, "volume create --size 1 " + name, "volume.create.end", has("status", "available"));
        change(VOLUME, "volume set --size 2 " + name, "volume.resize.end", has("size", "2"));
        change(VOLUME, "server add volume " + name + " " + name, "volume.attach.end", has("status", "in-use"));
        change(VOLUME, "server remove volume " + name + " " + name, "volume.detach.end", has("status", "available"));
        change(
                VOLUME_SNAPSHOT,
                "volume snapshot create --volume " + name + " " + name,
                "snapshot.create.end",
                has("status", "available"));
        change(VOLUME_SNAPSHOT, "volume snapshot delete " + name, "snapshot.delete.end", isMissing());
        change(VOLUME, "volume delete " + name, "volume.delete.end", isMissing());
    }

    private void changeNetworks() {
        cleanUp.add("network delete " + name);
        change(
                NETWORK,
                "network create " + name,
                "network.create.end",
                isMissing().negate());
        change(
                SUBNET,
                "subnet create --network " + name + " --subnet-range 10.99.0.0/24 " + name,
                "subnet.create.end",
                isMissing().negate());
        change(
                PORT,
                "port create --network " + name + " " + name,
                "port.create.end",
                isMissing().negate());
        change(PORT, "port set --name " + name + "-renamed " + name, "port.update.end", isMissing());
        change(
                PORT,
                "port set --name " + name + " " + name + "-renamed",
                "port.update.end",
                isMissing().negate());
        change(PORT, "port delete " + name, "port.delete.end", isMissing());
        change(NETWORK, "network delete " + name, "network.delete.end", isMissing());
    }

    private void changeFloatingIp() {
        String address = cli.run("floating", "ip", "create", "public", "-f", "value", "-c", "floating_ip_address")
                .output();
        cleanUp.add("floating ip delete " + address);
        try (TestGridPage page = stackdeck.open(stackdeck.access().administrator(), ServerGridQuery.ALL)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            page.rowValues().stream().anyMatch(row -> row.name().equals(name)));
            change(
                    FLOATING_IP,
                    "server add floating ip " + name + " " + address,
                    "floatingip.update.end",
                    ips -> ips.stream()
                            .anyMatch(ip -> ip.displayName().equals(address)
                                    && ip.text("fixedIp").isPresent()));
            await().atMost(PATIENCE)
                    .until(() -> page.rowValues().stream()
                            .anyMatch(row -> row.addresses().contains(address)));
            millis.computeIfAbsent("the address in the list of servers", _ -> new ArrayList<>())
                    .add((System.nanoTime() - arrival("floatingip.update.end")) / 1_000_000);
        }
        change(
                FLOATING_IP,
                "floating ip delete " + address,
                "floatingip.delete.end",
                ips -> ips.stream().noneMatch(ip -> ip.displayName().equals(address)));
    }

    private void changeImages() {
        cleanUp.add("image delete " + name);
        change(IMAGE, "image create " + name, "image.create", isMissing().negate());
        change(IMAGE, "image set --name " + name + "-renamed " + name, "image.update", isMissing());
        change(
                IMAGE,
                "image set --name " + name + " " + name + "-renamed",
                "image.update",
                isMissing().negate());
        change(IMAGE, "image delete " + name, "image.delete", isMissing());
    }

    /**
     * Runs the command while a viewer of the kind is subscribed. Measures the time from the arrival of the first event
     * of the type to the delivery of the change.
     */
    private void change(ResourceKind kind, String command, String event, Predicate<List<CloudResource>> isListed) {
        AtomicBoolean isLoaded = new AtomicBoolean();
        AtomicLong listedNanos = new AtomicLong();
        try (var _ = stackdeck.resources().subscribe(kind, stackdeck.access().administrator(), visible -> {
            isLoaded.set(visible.freshness().values().stream().anyMatch(Freshness::complete));
            if (isListed.test(visible.resources())) {
                listedNanos.updateAndGet(earlier -> earlier == 0 ? System.nanoTime() : earlier);
            }
        })) {
            await().atMost(PATIENCE).untilTrue(isLoaded);
            listedNanos.set(0);
            events.clear();
            cli.run(command.split(" "));
            assumeThat(isReceived(event)).as("the lab's services send " + event).isTrue();
            await(command).atMost(PATIENCE).until(() -> listedNanos.get() != 0);
            millis.computeIfAbsent(
                            command.replace(name, "…").replaceAll("(\\d+\\.){3}\\d+", "…"), _ -> new ArrayList<>())
                    .add(Math.max(0, (listedNanos.get() - arrival(event)) / 1_000_000));
        }
    }

    private long arrival(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow()
                .arrivedNanos();
    }

    private boolean isReceived(String type) {
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> events.stream().anyMatch(event -> event.type().equals(type)));
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private Predicate<List<CloudResource>> has(String field, String value) {
        return resources -> resources.stream()
                .anyMatch(resource -> resource.name().equals(name)
                        && value.equals(String.valueOf(resource.values().get(field))));
    }

    private Predicate<List<CloudResource>> isMissing() {
        return resources ->
                resources.stream().noneMatch(resource -> resource.name().equals(name));
    }
}
