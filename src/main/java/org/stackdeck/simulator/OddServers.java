package org.stackdeck.simulator;

import static org.stackdeck.simulator.Accounts.RESEARCH;
import static org.stackdeck.simulator.Accounts.STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Creates one server for each unusual case of real clouds, such as missing addresses, unknown statuses and long names.
 */
final class OddServers {

    private static final String NO_HOST = "No valid host was found. There are not enough hosts available.";
    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "/usr/lib/python3/dist-packages/nova/conductor/manager.py", line 705, in build_instances
                raise exception.NoValidHost(reason="")
            nova.exception.NoValidHost: No valid host was found.
            """;

    private final Instant now;
    private final List<IntFunction<SimulatedServer>> makers = List.of(
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

    OddServers(Instant now) {
        this.now = now;
    }

    int count() {
        return makers.size();
    }

    SimulatedServer make(int which, int number) {
        return makers.get(which).apply(number);
    }

    private ServerSketch sketch(int number, SimulatedProject project, String name) {
        Instant created = now.minus(Duration.ofHours(5 + (number * 37L) % 2_000));
        return new ServerSketch(number, project, name, created).flavor(Infrastructure.MEDIUM);
    }

    private SimulatedServer volumeBacked(int number) {
        return sketch(number, STAFF, "staff-erp-db")
                .image(null)
                .flavor(Infrastructure.LARGE)
                .fixed()
                .make();
    }

    private SimulatedServer neverScheduled(int number) {
        SimulatedServer server = sketch(number, RESEARCH, "research-gpu-007")
                .flavor(Infrastructure.GPU)
                .created(now.minus(Duration.ofMinutes(95)))
                .nowhere()
                .make();
        server.launched(null);
        Instant then = now.minus(Duration.ofMinutes(94));
        server.become(VmState.ERROR, null, 0, then);
        server.breakDown(new Failure(500, NO_HOST, then, TRACEBACK), then);
        return server;
    }

    private SimulatedServer brokenInUse(int number) {
        SimulatedServer server =
                sketch(number, STAFF, "staff-web-legacy").fixed().floating().make();
        Instant then = now.minus(Duration.ofHours(3));
        String words = "Failed to reboot instance: libvirt: Domain not found: no domain with matching uuid";
        server.breakDown(new Failure(500, words, then, ""), then);
        return server;
    }

    private SimulatedServer toBeConfirmed(int number) {
        SimulatedServer server = sketch(number, STAFF, "staff-mail").fixed().make();
        server.resize(server.build().with(Infrastructure.LARGE).moved());
        server.become(VmState.RESIZED, null, 1, now.minus(Duration.ofMinutes(50)));
        return server;
    }

    private SimulatedServer shelved(int number) {
        SimulatedServer server =
                sketch(number, RESEARCH, "research-2024-archive").fixed().make();
        server.become(VmState.SHELVED_OFFLOADED, null, 4, now.minus(Duration.ofDays(2)));
        return server;
    }

    private SimulatedServer locked(int number) {
        SimulatedServer server = sketch(number, STAFF, "staff-dc-1")
                .image(Infrastructure.WINDOWS)
                .fixed()
                .make();
        server.lock(ServerLock.OWNER, "domain controller: ask infra first", now.minus(Duration.ofDays(3)));
        return server;
    }

    private SimulatedServer ofRetiredFlavor(int number) {
        return sketch(number, RESEARCH, "research-license")
                .flavor(Infrastructure.RETIRED)
                .image(Infrastructure.WITHDRAWN)
                .fixed()
                .make();
    }

    private SimulatedServer withoutAddress(int number) {
        return sketch(number, STAFF, "staff-airgap").flavor(Infrastructure.TINY).make();
    }

    private SimulatedServer sixOnly(int number) {
        return sketch(number, RESEARCH, "research-v6").fixed6().make();
    }

    private SimulatedServer manyAddresses(int number) {
        return sketch(number, STAFF, "staff-gateway")
                .fixed()
                .fixed6()
                .floating()
                .second()
                .make();
    }

    private SimulatedServer markup(int number) {
        String evil = "<img src=x onerror=alert(1)>";
        SimulatedServer server = sketch(number, STAFF, evil + "<b>bold</b> & \"quoted\"")
                .owner("<i>someone</i>")
                .fixed()
                .make();
        server.tag(List.of("<script>alert(1)<script>", "{{7*7}}"));
        server.describeBy(Map.of("<u>key</u>", evil, "formula", "=HYPERLINK(\"x\")"), server.updated());
        server.describe("<a href=javascript:alert(1)>click</a>", server.updated());
        return server;
    }

    private SimulatedServer unknownStatus(int number) {
        SimulatedServer server =
                sketch(number, STAFF, "staff-quarantine").fixed().make();
        server.show("QUARANTINED");
        return server;
    }

    private SimulatedServer unknownTask(int number) {
        SimulatedServer server =
                sketch(number, RESEARCH, "research-defrag").fixed().make();
        server.task("defragmenting", server.updated());
        return server;
    }

    private SimulatedServer stubborn(int number) {
        SimulatedServer server = sketch(number, STAFF, "staff-stubborn").fixed().make();
        server.describeBy(Map.of("lab_fail", "power_off", "role", "kiosk"), server.updated());
        return server;
    }

    private SimulatedServer rescued(int number) {
        SimulatedServer server =
                sketch(number, RESEARCH, "research-node-3").fixed().make();
        server.become(VmState.RESCUED, null, 1, now.minus(Duration.ofMinutes(20)));
        return server;
    }

    private SimulatedServer chinese(int number) {
        SimulatedServer server = sketch(number, STAFF, "财务-数据库-01").fixed().make();
        server.tag(List.of("数据库", "生产"));
        return server;
    }

    private SimulatedServer longName(int number) {
        return sketch(number, RESEARCH, "research-" + "long-".repeat(49) + "x")
                .fixed()
                .make();
    }

    private SimulatedServer saysUnknown(int number) {
        SimulatedServer server = sketch(number, RESEARCH, "research-limbo").make();
        server.become(VmState.ACTIVE, null, 0, server.updated());
        server.show("UNKNOWN");
        return server;
    }
}
