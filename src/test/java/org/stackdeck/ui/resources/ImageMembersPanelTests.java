package org.stackdeck.ui.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeImageMemberQueryService;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;
import org.stackdeck.platform.TestLatches;
import org.stackdeck.ui.preview.MemberPageTestBase;

class ImageMembersPanelTests extends MemberPageTestBase {

    @Autowired
    private FakeImageMemberQueryService members;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        super.initVaadinEnvironment();
        UI.getCurrent().navigate("images/" + ServerBuilder.CLOUD + "/i1");
    }

    @Override
    protected void prepare() {
        access.revokeAll(mia.id());
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_SHARE)),
                null);
        operations.clear();
        share("research");
        show("shared");
    }

    @AfterEach
    void requestsWork() {
        members.duringRequest(() -> {});
    }

    private void show(String visibility) {
        resources.set(
                ResourceKind.IMAGE,
                new CloudResource(
                        ResourceKind.IMAGE,
                        ServerBuilder.CLOUD,
                        "i1",
                        ServerBuilder.STAFF,
                        "debian",
                        false,
                        Map.of("status", "active", "visibility", visibility)));
    }

    private void share(String project) {
        members.set("i1", new ImageMember(new ProjectId("p-" + project), project, "accepted"));
    }

    private boolean isShown(String text) {
        return find(Span.class).withText(text).exists();
    }

    /** Submits the removal of a project from the image, and returns the operation. */
    private Operation removeProject() {
        until(() -> find(NativeButton.class)
                .withAttribute("data-action", "remove-project")
                .exists());
        test(find(NativeButton.class)
                        .withAttribute("data-action", "remove-project")
                        .single())
                .click();
        return operations.accepted().getLast();
    }

    @Test
    void projectsAreLoadedAgainAfterAnOperationOnTheImageHasEnded() {
        Operation removal = removeProject();
        share("web");
        operations.setState(removal.id(), Operation.State.RUNNING, null);
        roundTrip();
        assertThat(isShown("web")).as("the operation has not ended").isFalse();

        operations.setState(removal.id(), Operation.State.SUCCEEDED, null);

        until(() -> isShown("web"));
        assertThat(isShown("research")).isFalse();
    }

    @Test
    void resultOfAnOlderRequestDoesNotReplaceThatOfALaterOne() throws InterruptedException {
        Operation removal = removeProject();
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch olderEnded = new CountDownLatch(1);
        CountDownLatch olderStarted = new CountDownLatch(1);
        AtomicBoolean older = new AtomicBoolean(true);
        members.duringRequest(() -> {
            if (older.get()) {
                olderStarted.countDown();
                TestLatches.await(later);
                olderEnded.countDown();
            }
        });
        operations.setState(removal.id(), Operation.State.FAILED, null);
        until(() -> isShown("research") && olderStarted.getCount() == 0);
        older.set(false);
        share("web");
        operations.setState(removal.id(), Operation.State.SUCCEEDED, null);
        until(() -> isShown("web"));

        later.countDown();

        assertThat(olderEnded.await(10, TimeUnit.SECONDS)).isTrue();
        await().pollInSameThread().during(Duration.ofMillis(200)).until(() -> {
            roundTrip();
            return isShown("web") && !isShown("research");
        });
    }

    @Test
    void resultThatArrivesAfterTheImageIsNoLongerSharedIsNotShown() {
        Operation removal = removeProject();
        CountDownLatch hidden = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        members.duringRequest(() -> {
            TestLatches.await(hidden);
            ended.incrementAndGet();
        });
        operations.setState(removal.id(), Operation.State.SUCCEEDED, null);
        show("private");
        until(() -> !isShown("research"));

        hidden.countDown();

        until(() -> ended.get() > 0);
        roundTrip();
        assertThat(isShown("research")).isFalse();
        share("web");
        show("shared");
        until(() -> isShown("web"));
    }

    @Test
    void errorOfTheCloudIsShownInsteadOfAnEmptyListUntilTheNextRequest() {
        Operation removal = removeProject();
        members.duringRequest(() -> {
            throw new CloudException(CloudException.Category.TIMEOUT, "no answer");
        });
        operations.setState(removal.id(), Operation.State.FAILED, new Operation.Failure("timeout", null));
        until(() -> isShown("Couldn't load the projects from the cloud."));
        assertThat(isShown("research")).isFalse();
        members.duringRequest(() -> {});

        operations.setState(removal.id(), Operation.State.SUCCEEDED, null);

        until(() -> isShown("research"));
    }
}
