package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.platform.MutableClock;

class ImageUploadTests extends OperationTestBase {

    private static int number;

    @Autowired
    private ImageDataUploadService uploads;

    @Autowired
    private ResourceInventory resourceInventory;

    private Caller mia;
    private String id;

    /** Creates an image without data for mia, whose only permission is to create images. */
    @BeforeEach
    void anImageWithoutData() throws InterruptedException {
        mia = member("mia", Role.unnamed(Set.of(Permission.IMAGE_CREATE)));
        Operation accepted = operations.submit(
                mia,
                new NewResourceTarget(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.IMAGE),
                ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, "base-" + ++number)
                        .with(ActionParameter.DISK_FORMAT, "qcow2"));
        step(accepted);
        id = find(accepted).target().idText();
        present(Map.of("status", "queued"));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(Operation.State.SUCCEEDED);
    }

    private CloudResource image(Map<String, Object> values) {
        return new CloudResource(
                ResourceKind.IMAGE, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, "base", false, values);
    }

    private void present(Map<String, Object> values) throws InterruptedException {
        CloudResource image = image(values);
        clouds.setResources(ServerBuilder.CLOUD, List.of(image));
        resourceInventory.replace(image.key(), image);
    }

    private void upload(Caller caller) {
        upload(caller, new ByteArrayInputStream(new byte[300]));
    }

    private void upload(Caller caller, InputStream data) {
        uploads.upload(caller, image(Map.of()).key(), data, 300);
    }

    private List<String> audited() {
        return trail().filter(
                        entry -> id.equals(entry.objectId()) && entry.action().equals("image.upload"))
                .map(entry -> entry.result().name())
                .toList();
    }

    @Test
    void theCreatorUploadsTheData() {
        upload(mia);

        assertThat(clouds.performedActions()).last().isEqualTo(id + " 300 of 300 bytes");
        assertThat(audited()).containsExactly("SUCCESS", "ACCEPTED");
        assertThat(details())
                .anyMatch(detail -> detail.contains("\"bytes\":\"300\"") || detail.contains("\"bytes\":300"));
    }

    @Test
    void otherUsersNeedThePermissionToChangeTheImage() {
        Caller other = member("otto", Role.unnamed(Set.of(Permission.IMAGE_CREATE)));

        assertThat(refusal(() -> upload(other))).isEqualTo(new ActionAvailability.NotGranted(Permission.IMAGE_UPDATE));
        assertThat(refusal(() -> upload(caller("sam")))).isEqualTo(new ActionAvailability.Invisible());
        assertThat(audited()).containsExactly("REFUSED", "REFUSED");
        upload(member("max", Role.MANAGER));

        assertThat(audited()).startsWith("SUCCESS", "ACCEPTED");
    }

    @Test
    void anImageWithDataAndAnImageOfAServerAreRefused() throws InterruptedException {
        present(Map.of("status", "active"));
        assertThat(refusal(() -> upload(mia))).isEqualTo(new ActionAvailability.WrongResourceStatus("active"));

        present(Map.of("status", "queued", CloudResource.SERVER_DATA, true));
        assertThat(refusal(() -> upload(mia))).isEqualTo(new ActionAvailability.WrongResourceStatus("queued"));
    }

    @Test
    void theStateIsCheckedInTheCloudBeforeDataIsRead() throws IOException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(image(Map.of("status", "active"))));

        InputStream data = unreadable();
        assertThat(refusal(() -> upload(mia, data))).isEqualTo(new ActionAvailability.WrongResourceStatus("active"));
    }

    private static InputStream unreadable() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }

    @Test
    void aFailureIsAudited() throws IOException {
        clouds.failActions(() -> new CloudException(Category.REFUSED, "The data does not have the disk format"));
        assertThatThrownBy(() -> upload(mia)).isInstanceOf(CloudException.class);
        clouds.failActions(null);
        InputStream data = unreadable();
        assertThatThrownBy(() -> upload(mia, data)).isInstanceOf(CloudException.class);

        assertThat(audited()).containsExactly("FAILED", "ACCEPTED", "FAILED", "ACCEPTED");
        assertThat(details()).anyMatch(detail -> detail.contains("The data does not have the disk format"));
    }

    @Test
    void emptyDataAndDataAboveTheMaximumSizeAreRejected() throws IOException {
        assertThatThrownBy(() -> uploads.upload(mia, image(Map.of()).key(), unreadable(), uploads.maxSize() + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uploads.upload(mia, image(Map.of()).key(), InputStream.nullInputStream(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(audited()).isEmpty();
    }

    @Test
    void anUploadEndsWithThePermission() {
        InputStream data = interrupted(clock, () -> access.revokeAll(mia.userId()));

        assertThatThrownBy(() -> upload(mia, data)).isInstanceOf(CloudException.class);

        assertThat(audited()).containsExactly("FAILED", "ACCEPTED");
        assertThat(details()).anyMatch(detail -> detail.contains("not-granted") && detail.contains("bytes"));
    }

    /**
     * Returns 300 bytes of data. After the first 100 bytes, the task runs and the next permission check becomes due.
     */
    private static InputStream interrupted(MutableClock clock, Runnable task) {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[100]), new RunOnRead(() -> {
            task.run();
            clock.advance(Duration.ofSeconds(6));
        }));
    }

    @Test
    void anUploadEndsWhenTheImageNoLongerMatchesTheGrant() {
        access.revokeAll(mia.userId());
        access.grant(
                mia.userId(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByName(new NamePattern("base*")),
                Role.unnamed(Set.of(Permission.IMAGE_CREATE)));
        CloudResource renamed = new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "other",
                false,
                Map.of("status", "saving"));

        assertThatThrownBy(() -> upload(
                        mia, interrupted(clock, () -> clouds.setResources(ServerBuilder.CLOUD, List.of(renamed)))))
                .isInstanceOf(CloudException.class);

        assertThat(audited()).containsExactly("FAILED", "ACCEPTED");
    }

    /** Without open pages, the inventory does not update the image. */
    @Test
    void theImageIsReadEveryTenSecondsDuringAnUpload() {
        AtomicInteger before = new AtomicInteger();
        upload(mia, new SequenceInputStream(new ByteArrayInputStream(new byte[100]), new RunOnRead(() -> {
            before.set(clouds.findCount());
            clock.advance(Duration.ofSeconds(11));
        })));

        assertThat(clouds.findCount() - before.get())
                .as("during and after the upload")
                .isEqualTo(2);
    }

    @Test
    void anUploadEndsWhenTheImageIsDeleted() {
        assertThatThrownBy(() ->
                        upload(mia, interrupted(clock, () -> clouds.setResources(ServerBuilder.CLOUD, List.of()))))
                .isInstanceOf(CloudException.class);
    }

    private Operation copyVolume(String imageName) {
        CloudResource volume = new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                "volume-" + id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "available"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume));
        access.grant(mia.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_UPDATE)), null);
        clock.advance(Duration.ofMinutes(1));
        return operations.submit(
                mia,
                new NewResourceTarget(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.IMAGE),
                ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, imageName)
                        .with(ActionParameter.DISK_FORMAT, "raw")
                        .with(ActionParameter.VOLUME, volume.id()));
    }

    @Test
    void nothingIsUploadedWhileAVolumeIsCopiedToTheImage() throws InterruptedException {
        Operation copy = copyVolume("golden-" + ++number);
        step(copy);
        id = find(copy).target().idText();
        present(Map.of("status", "queued"));

        assertThat(refusal(() -> upload(mia)))
                .isInstanceOfSatisfying(
                        ActionAvailability.Busy.class,
                        busy -> assertThat(busy.operation().id()).isEqualTo(copy.id()));
        assertThat(uploads.isAvailable(mia.userId(), image(Map.of("status", "queued"))))
                .isFalse();
    }

    /** Cinder creates the image of a volume before it responds, so the image exists even if the response is lost. */
    @Test
    void nothingIsUploadedToAnImageThatCanBeTheUnknownCopyOfAVolume() throws InterruptedException {
        clouds.failActions(() -> new CloudException(CloudException.Category.TIMEOUT, "no answer"));
        step(copyVolume("golden-" + ++number));
        Operation waiting = copyVolume("base");
        CloudResource image = image(Map.of("status", "queued", "createdAt", clock.instant()));
        present(image.values());
        assertThat(uploads.isAvailable(mia.userId(), image)).isTrue();
        operations.cancel(mia, waiting.id());
        clock.advance(Duration.ofMinutes(1));
        Operation copy = copyVolume("base");
        step(copy);
        present(image.values());
        assertThat(uploads.isAvailable(mia.userId(), image))
                .as("an older image")
                .isTrue();
        present(Map.of("status", "queued", "createdAt", clock.instant()));

        assertThat(refusal(() -> upload(mia)))
                .isInstanceOfSatisfying(
                        ActionAvailability.Busy.class,
                        busy -> assertThat(busy.operation().id()).isEqualTo(copy.id()));
    }

    @Test
    void anUploadEndsWithTheSession() {
        Caller caller = new Caller(
                mia.userId(), mia.userName(), "127.0.0.1", Caller.Channel.REST, new SessionId(UUID.randomUUID()));
        InputStream data = interrupted(clock, () -> {});

        assertThatThrownBy(() -> upload(caller, data)).isInstanceOf(CloudException.class);

        assertThat(audited()).containsExactly("FAILED", "ACCEPTED");
    }

    /** Data of 200 bytes that runs a task before the first byte is read. */
    private static final class RunOnRead extends FilterInputStream {

        private final Runnable task;
        private boolean done;

        RunOnRead(Runnable task) {
            super(new ByteArrayInputStream(new byte[200]));
            this.task = task;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!done) {
                done = true;
                task.run();
            }
            // Returns one byte at a time, so that the permission is checked before the end.
            return super.read(into, offset, 1);
        }
    }

    @Test
    void aThirdUploadOfAUserIsRefused() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch finish = new CountDownLatch(1);
        List<Thread> active = Stream.of(1, 2)
                .map(_ -> Thread.startVirtualThread(() -> upload(mia, new BlockedData(reading, finish))))
                .toList();
        reading.await();
        try {
            assertThatThrownBy(() -> upload(mia))
                    .isInstanceOfSatisfying(
                            CloudRequestLimitExceededException.class,
                            e -> assertThat(e.limit()).isEqualTo(CloudRequestLimitExceededException.Limit.UPLOADS));
        } finally {
            finish.countDown();
            for (Thread thread : active) {
                thread.join();
            }
        }
        upload(mia);
    }

    /** Data whose reads wait until the test continues. */
    private static final class BlockedData extends FilterInputStream {

        private final CountDownLatch reading;
        private final CountDownLatch finish;

        BlockedData(CountDownLatch reading, CountDownLatch finish) {
            super(new ByteArrayInputStream(new byte[300]));
            this.reading = reading;
            this.finish = finish;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            reading.countDown();
            try {
                finish.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return super.read(into, offset, length);
        }
    }
}
