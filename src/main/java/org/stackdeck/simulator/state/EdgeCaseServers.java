package org.stackdeck.simulator.state;

import static org.stackdeck.simulator.keystone.KeystoneAccounts.RESEARCH;
import static org.stackdeck.simulator.keystone.KeystoneAccounts.STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.ServerLock;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;

/**
 * Creates one server for each unusual case of real clouds, such as missing addresses, unknown statuses and long names.
 */
final class EdgeCaseServers {

    private static final String NO_HOST = "No valid host was found. There are not enough hosts available.";
    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "/usr/lib/python3/dist-packages/nova/conductor/manager.py", line 705, in build_instances
                raise exception.NoValidHost(reason="")
            nova.exception.NoValidHost: No valid host was found.
            """;

    private final Instant now;
    private final List<IntFunction<SimulatedServer>> factories = List.of(
            this::volumeBacked,
            this::neverScheduled,
            this::brokenInUse,
            this::toBeConfirmed,
            this::shelved,
            this::locked,
            this::ofRetiredFlavor,
            this::withoutAddress,
            this::sixOnly,
            this::manyAddresses,
            this::markup,
            this::unknownStatus,
            this::unknownTask,
            this::stubborn,
            this::rescued,
            this::chinese,
            this::longName,
            this::saysUnknown);

    EdgeCaseServers(Instant now) {
        this.now = now;
    }

    int count() {
        return factories.size();
    }

    SimulatedServer create(int which, int number) {
        return factories.get(which).apply(number);
    }

    private SimulatedServerBuilder builder(int number, SimulatedProject project, String name) {
        Instant created = now.minus(Duration.ofHours(5 + (number * 37L) % 2_000));
        return new SimulatedServerBuilder(number, project, name, created).flavor(DefaultResources.MEDIUM);
    }

    private SimulatedServer volumeBacked(int number) {
        return builder(number, STAFF, "staff-erp-db")
                .image(null)
                .flavor(DefaultResources.LARGE)
                .fixed()
                .build();
    }

    private SimulatedServer neverScheduled(int number) {
        SimulatedServer server = builder(number, RESEARCH, "research-gpu-007")
                .flavor(DefaultResources.GPU)
                .created(now.minus(Duration.ofMinutes(95)))
                .withoutHost()
                .build();
        server.launched(null);
        Instant then = now.minus(Duration.ofMinutes(94));
        server.setState(VmState.ERROR, null, 0, then);
        server.setFault(new ServerFault(500, NO_HOST, then, TRACEBACK), then);
        return server;
    }

    private SimulatedServer brokenInUse(int number) {
        SimulatedServer server =
                builder(number, STAFF, "staff-web-legacy").fixed().floating().build();
        Instant then = now.minus(Duration.ofHours(3));
        String text = "Failed to reboot instance: libvirt: Domain not found: no domain with matching uuid";
        server.setFault(new ServerFault(500, text, then, ""), then);
        return server;
    }

    private SimulatedServer toBeConfirmed(int number) {
        SimulatedServer server = builder(number, STAFF, "staff-mail").fixed().build();
        server.resize(server.configuration().with(DefaultResources.LARGE).onOtherHost());
        server.setState(VmState.RESIZED, null, 1, now.minus(Duration.ofMinutes(50)));
        return server;
    }

    private SimulatedServer shelved(int number) {
        SimulatedServer server =
                builder(number, RESEARCH, "research-2024-archive").fixed().build();
        server.setState(VmState.SHELVED_OFFLOADED, null, 4, now.minus(Duration.ofDays(2)));
        return server;
    }

    private SimulatedServer locked(int number) {
        SimulatedServer server = builder(number, STAFF, "staff-dc-1")
                .image(DefaultResources.WINDOWS)
                .fixed()
                .build();
        server.lock(ServerLock.OWNER, "domain controller: ask infra first", now.minus(Duration.ofDays(3)));
        return server;
    }

    private SimulatedServer ofRetiredFlavor(int number) {
        return builder(number, RESEARCH, "research-license")
                .flavor(DefaultResources.RETIRED)
                .image(DefaultResources.WITHDRAWN)
                .fixed()
                .build();
    }

    private SimulatedServer withoutAddress(int number) {
        return builder(number, STAFF, "staff-airgap")
                .flavor(DefaultResources.TINY)
                .build();
    }

    private SimulatedServer sixOnly(int number) {
        return builder(number, RESEARCH, "research-v6").fixed6().build();
    }

    private SimulatedServer manyAddresses(int number) {
        return builder(number, STAFF, "staff-gateway")
                .fixed()
                .fixed6()
                .floating()
                .secondNetwork()
                .build();
    }

    private SimulatedServer markup(int number) {
        String evil = "<img src=x onerror=alert(1)>";
        SimulatedServer server = builder(number, STAFF, evil + "<b>bold</b> & \"quoted\"")
                .owner("<i>someone</i>")
                .fixed()
                .build();
        server.setTags(List.of("<script>alert(1)<script>", "{{7*7}}"));
        server.setMetadata(Map.of("<u>key</u>", evil, "formula", "=HYPERLINK(\"x\")"), server.updated());
        server.setDescription("<a href=javascript:alert(1)>click</a>", server.updated());
        return server;
    }

    private SimulatedServer unknownStatus(int number) {
        SimulatedServer server =
                builder(number, STAFF, "staff-quarantine").fixed().build();
        server.setDisplayedStatus("QUARANTINED");
        return server;
    }

    private SimulatedServer unknownTask(int number) {
        SimulatedServer server =
                builder(number, RESEARCH, "research-defrag").fixed().build();
        server.task("defragmenting", server.updated());
        return server;
    }

    private SimulatedServer stubborn(int number) {
        SimulatedServer server =
                builder(number, STAFF, "staff-stubborn").fixed().build();
        server.setMetadata(Map.of("lab_fail", "power_off", "role", "kiosk"), server.updated());
        return server;
    }

    private SimulatedServer rescued(int number) {
        SimulatedServer server =
                builder(number, RESEARCH, "research-node-3").fixed().build();
        server.setState(VmState.RESCUED, null, 1, now.minus(Duration.ofMinutes(20)));
        return server;
    }

    private SimulatedServer chinese(int number) {
        SimulatedServer server = builder(number, STAFF, "财务-数据库-01").fixed().build();
        server.setTags(List.of("数据库", "生产"));
        return server;
    }

    private SimulatedServer longName(int number) {
        return builder(number, RESEARCH, "research-" + "long-".repeat(49) + "x")
                .fixed()
                .build();
    }

    private SimulatedServer saysUnknown(int number) {
        SimulatedServer server = builder(number, RESEARCH, "research-limbo").build();
        server.setState(VmState.ACTIVE, null, 0, server.updated());
        server.setDisplayedStatus("UNKNOWN");
        return server;
    }
}
