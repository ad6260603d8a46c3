package org.stackdeck.notices.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationTestBase;

/** Tests operations with the real database and notices that cannot be stored. */
@Import({NoticeSourceTestConfiguration.class, NoticeFailureTests.UnreliableWriter.class})
@Timeout(60)
class NoticeFailureTests extends OperationTestBase {

    static class UnreliableWriter implements NoticeWriter {

        final List<NewNotice> written = new CopyOnWriteArrayList<>();
        volatile boolean failing;
        volatile CountDownLatch available = new CountDownLatch(0);
        final AtomicInteger attempts = new AtomicInteger();

        @Override
        public void write(Collection<NewNotice> newNotices) {
            attempts.incrementAndGet();
            try {
                available.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new OutOfMemoryError("simulated");
            }
            written.addAll(newNotices);
        }
    }

    @Autowired
    UnreliableWriter writer;

    @AfterEach
    void recoverWriter() {
        writer.failing = false;
        writer.available.countDown();
    }

    @Test
    void operationEndsWhileNoticesCannotBeStored() throws InterruptedException {
        Caller ann = member("ann", Role.OPERATOR);
        int attempts = writer.attempts.get();
        writer.failing = true;

        assertThat(fail(ann).failure()).isEqualTo(new Operation.Failure("failed-unexplained", null));
        await().until(() -> writer.attempts.get() > attempts);

        writer.failing = false;
        Operation later = fail(ann);
        await().until(() -> !written(ann).isEmpty());
        assertThat(written(ann)).singleElement().satisfies(notice -> {
            assertThat(notice.content().kind()).isEqualTo(NoticeKind.OPERATION_FAILED);
            assertThat(notice.content().items().getFirst().name()).isEqualTo(later.targetName());
        });
    }

    @Test
    void operationEndsWhileTheDatabaseOfNoticesBlocks() throws InterruptedException {
        Caller ann = member("ann", Role.OPERATOR);
        int attempts = writer.attempts.get();
        writer.available = new CountDownLatch(1);

        assertThat(fail(ann).state()).isEqualTo(State.FAILED);
        await().until(() -> writer.attempts.get() > attempts);
        assertThat(fail(ann).state()).isEqualTo(State.FAILED);
    }

    private List<NewNotice> written(Caller caller) {
        return writer.written.stream()
                .filter(notice -> notice.user().equals(caller.userId()))
                .toList();
    }

    private Operation fail(Caller caller) throws InterruptedException {
        String name = "web-" + UUID.randomUUID();
        Server web = nova.put(ServerBuilder.named(name));
        inventory.refresh(web.key());
        Operation accepted = operations.submit(caller, web.key(), ServerAction.STOP);
        runOnce(accepted);
        nova.finish(name, false, null);
        runOnce(accepted);
        return find(accepted);
    }

    private void runOnce(Operation operation) throws InterruptedException {
        var _ = runner.run(
                operation.id(),
                () -> store.find(operation.id())
                        .map(stored -> stored.operation().state() != State.RUNNING
                                || stored.operation().requestId() != null)
                        .orElse(true));
    }
}
