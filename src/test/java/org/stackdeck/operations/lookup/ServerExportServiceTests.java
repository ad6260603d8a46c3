package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.OperationTestBase;
import org.stackdeck.operations.detail.ServerExportService;
import org.stackdeck.operations.detail.ServerExportService.Export;

class ServerExportServiceTests extends OperationTestBase {

    private static final Export CSV = new Export("csv", "Web servers");

    @Autowired
    ServerExportService exports;

    private Server first;
    private Server second;
    private Caller mia;

    @BeforeEach
    void createServers() {
        first = put("first");
        second = put("second");
        mia = member("mia-" + UUID.randomUUID().toString().substring(0, 8), Role.VIEWER);
    }

    private Server put(String name) {
        Server server =
                nova.put(ServerBuilder.named(name + "-" + UUID.randomUUID()).host("compute-1"));
        inventory.refresh(server.key());
        return server;
    }

    @Test
    void exportHasTheCurrentDataOfVisibleServersInTheGivenOrder() throws IOException {
        List<Server> written = new ArrayList<>();

        boolean exported = exports.export(
                mia, List.of(second.key(), ServerBuilder.key("unknown"), first.key()), CSV, written::addAll);

        assertThat(exported).isTrue();
        assertThat(written).extracting(Server::name).containsExactly(second.name(), first.name());
        assertThat(written).extracting(Server::host).containsOnlyNulls();
        assertThat(entries()).singleElement().satisfies(entry -> {
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
        assertThat(entries()).isEmpty();
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
            running.await();
            assertThat(exports.export(mia, List.of(first.key()), CSV, _ -> {})).isFalse();
            assertThat(exports.export(member("ben", Role.VIEWER), List.of(first.key()), CSV, _ -> {}))
                    .isTrue();
            release.countDown();
            for (Future<Boolean> each : started) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThatThrownBy(() -> exports.export(mia, List.of(first.key()), CSV, _ -> {
                    throw new IOException("disconnected");
                }))
                .isInstanceOf(IOException.class);
        assertThat(exports.export(mia, List.of(first.key()), CSV, _ -> {})).isTrue();
    }

    private List<AuditEntry> entries() {
        return trail().filter(entry -> entry.action().equals("server.export")
                        && mia.userName().value().equals(entry.actor()))
                .toList();
    }
}
