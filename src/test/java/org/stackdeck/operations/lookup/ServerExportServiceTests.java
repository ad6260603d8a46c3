package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.detail.ServerExportService;
import org.stackdeck.operations.detail.ServerExportService.Export;

class ServerExportServiceTests {

    private static final Export CSV = new Export("csv", "Web servers");

    private final Clock clock = Clock.systemUTC();
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory inventory = new FakeInventory(access);
    private final FakeAuditTrail audit = new FakeAuditTrail();
    private final ServerExportService exports = new AuditedServerExportService(
            inventory, access, new FakeLoginSessionService(clock), audit, TestAdminActionExecutors.transactions());

    private final Server first = ServerBuilder.named("first").host("compute-1").build();
    private final Server second =
            ServerBuilder.named("second").host("compute-1").build();
    private final Caller mia = viewer("mia");

    @BeforeEach
    void createServers() {
        inventory.put(first, second);
    }

    private Caller viewer(String name) {
        Caller caller = new Caller(access.member(), new UserName(name), "127.0.0.1", Caller.Channel.UI);
        access.grant(caller.userId(), ServerBuilder.STAFF, Role.VIEWER, null);
        return caller;
    }

    @Test
    void exportHasTheCurrentDataOfVisibleServersInTheGivenOrder() throws IOException {
        List<Server> written = new ArrayList<>();

        boolean exported = exports.export(
                mia, List.of(second.key(), ServerBuilder.key("unknown"), first.key()), CSV, written::addAll);

        assertThat(exported).isTrue();
        assertThat(written).extracting(Server::name).containsExactly(second.name(), first.name());
        assertThat(written).extracting(Server::host).containsOnlyNulls();
        assertThat(audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("server.export");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.detail())
                    .isEqualTo(AuditDetail.of("format", "csv")
                            .with("view", "Web servers")
                            .with("servers", 2));
        });
    }

    @Test
    void permissionsAreCheckedWhenTheExportStarts() throws IOException {
        access.revokeAll(mia.userId());
        List<Server> written = new ArrayList<>();

        assertThat(exports.export(mia, List.of(first.key(), second.key()), CSV, written::addAll))
                .isTrue();

        assertThat(written).isEmpty();
    }

    @Test
    void endedSessionExportsNothing() {
        Caller ended = new Caller(
                mia.userId(), mia.userName(), "127.0.0.1", Caller.Channel.UI, new SessionId(UUID.randomUUID()));

        assertThatThrownBy(() -> exports.export(ended, List.of(first.key()), CSV, _ -> {
                    throw new AssertionError("nothing must be written");
                }))
                .isInstanceOf(SessionEndedException.class);
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void furtherExportsOfAUserAreRefusedWhileTwoAreRunning() throws Exception {
        CountDownLatch running = new CountDownLatch(ServerExportService.MAX_PER_USER);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> started = new ArrayList<>();
            for (int i = 0; i < ServerExportService.MAX_PER_USER; i++) {
                started.add(threads.submit(() -> exports.export(mia, List.of(first.key()), CSV, _ -> {
                    running.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                })));
            }
            try {
                assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(exports.isBusy(mia)).isTrue();
                assertThat(exports.export(mia, List.of(first.key()), CSV, _ -> {}))
                        .isFalse();
                assertThat(exports.export(viewer("ben"), List.of(first.key()), CSV, _ -> {}))
                        .isTrue();
            } finally {
                release.countDown();
            }
            for (Future<Boolean> each : started) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThatThrownBy(() -> exports.export(mia, List.of(first.key()), CSV, _ -> {
                    throw new IOException("disconnected");
                }))
                .isInstanceOf(IOException.class);
        assertThat(exports.isBusy(mia)).isFalse();
        assertThat(exports.export(mia, List.of(first.key()), CSV, _ -> {})).isTrue();
    }
}
