package org.stackdeck.ui.accessrequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

@ViewPackages(packages = "org.stackdeck.ui")
class RequestAccessDialogTests extends AccessRequestPageTestBase {

    private static final Server WEB = ServerBuilder.named("web-1").build();

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private UiPush uiPush;

    @Autowired
    private FakeResourceInventory resources;

    @Override
    String viewer() {
        return "mia";
    }

    @Test
    void requestsMissingPermissionWithReasonAndDuration() {
        ask(WEB);
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("stop · web-1 · staff");
        assertThat(times()).containsExactly("1 hour", "8 hours", "1 day", "7 days", "30 days");
        assertThat(pressed()).containsExactly("8 hours");

        test(time("7 days")).click();
        test(reason()).setValue("  Maintenance\nat night ");
        press("Send request");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(toasts()).containsExactly("Request sent. The decision will appear in My requests.");
        assertThat(requests.listOwn(mia)).singleElement().satisfies(accessRequest -> {
            assertThat(accessRequest.requested().permissions())
                    .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_STOP);
            assertThat(accessRequest.names()).containsExactlyEntriesOf(Map.of(WEB.id(), "web-1"));
            assertThat(accessRequest.requested().duration()).isEqualTo(Duration.ofDays(7));
            assertThat(accessRequest.requested().reason()).isEqualTo("Maintenance\nat night");
        });
    }

    @Test
    void missingReasonKeepsTheInput() {
        ask(WEB);
        test(time("1 day")).click();
        press("Send request");

        assertThat(reason().getErrorMessage()).isEqualTo("Enter a reason.");
        assertThat(pressed()).containsExactly("1 day");
        test(reason()).setValue(" \t ");
        press("Send request");
        assertThat(reason().isInvalid()).isTrue();
        // A forged message can exceed the maximum length of the field.
        reason().setValue("x".repeat(RequestedAccess.MAX_REASON_LENGTH + 1));
        press("Send request");
        assertThat(reason().getErrorMessage()).isEqualTo("At most 500 characters.");
        assertThat(requests.listOwn(mia)).isEmpty();

        test(reason()).setValue("hangs");
        press("Send request");
        assertThat(requests.listOwn(mia)).hasSize(1);
    }

    @Test
    void duplicateRequestIsRejected() {
        ask(WEB);
        test(reason()).setValue("hangs");
        press("Send request");
        ask(WEB);
        test(reason()).setValue("still hangs");
        press("Send request");

        assertThat(requests.listOwn(mia)).hasSize(1);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void tooManyPendingRequestsKeepTheInput() {
        List<AccessRequest> open = IntStream.range(0, AccessRequestService.MAX_OPEN)
                .mapToObj(i -> requests.create(mia, RequestedAccess.withoutTarget(WORKDAY, "wish " + i)))
                .toList();
        ask(WEB);
        test(reason()).setValue("hangs");
        press("Send request");

        assertThat(toasts())
                .containsExactly(
                        "Couldn't send the requestYou have 10 pending requests. Cancel one, or wait for a decision.");
        assertThat(reason().getValue()).isEqualTo("hangs");
        requests.cancel(mia, open.getFirst().id());
        press("Send request");
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(requests.listOwn(mia)).hasSize(AccessRequestService.MAX_OPEN + 1);
    }

    @Test
    void deletedServerIsReported() {
        ask(WEB);
        inventory.remove(WEB.key());
        test(reason()).setValue("hangs");
        press("Send request");

        assertThat(toasts())
                .containsExactly(
                        "Couldn't send the requestThe server or resource no longer exists, or you no longer have access to it.");
        assertThat(requests.listOwn(mia)).isEmpty();
    }

    /** A cloud that does not respond must not block the page. */
    @Test
    void requestForAVolumeIsCheckedOnABackgroundThread() {
        CloudResource volume = volume();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        resources.duringLoad(() -> threads.add(Thread.currentThread()));
        askFor(volume);
        test(reason()).setValue("It is old");
        press("Send request");
        awaitToast();

        assertThat(toasts()).containsExactly("Request sent. The decision will appear in My requests.");
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(requests.listOwn(mia)).hasSize(1);
        assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void requestForAVolumeWhoseListCannotBeLoadedKeepsTheInput() {
        CloudResource volume = volume();
        resources.setComplete(false);
        askFor(volume);
        test(reason()).setValue("It is old");
        press("Send request");
        awaitToast();

        assertThat(toasts()).singleElement().asString().contains("couldn't load the current list");
        assertThat(reason().getValue()).isEqualTo("It is old");
        resources.setComplete(true);
        press("Send request");
        await().pollInSameThread().until(() -> {
            roundTrip();
            return !requests.listOwn(mia).isEmpty() && !find(Dialog.class).exists();
        });
    }

    @Test
    void requestCanBeRepeatedAfterAnUnexpectedException() {
        CloudResource volume = volume();
        resources.duringLoad(() -> {
            throw new IllegalStateException("no database");
        });
        List<Throwable> errors = new ArrayList<>();
        VaadinSession.getCurrent().setErrorHandler(event -> errors.add(event.getThrowable()));
        askFor(volume);
        test(reason()).setValue("It is old");
        press("Send request");
        until(() -> !errors.isEmpty());
        assertThat(reason().getValue()).isEqualTo("It is old");

        resources.duringLoad(() -> {});
        press("Send request");
        awaitToast();

        assertThat(requests.listOwn(mia)).hasSize(1);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @AfterEach
    void resetResources() {
        resources.duringLoad(() -> {});
        resources.setComplete(true);
        resources.set(ResourceKind.VOLUME);
    }

    private CloudResource volume() {
        CloudResource volume = new CloudResource(
                ResourceKind.VOLUME, ServerBuilder.CLOUD, "v1", ServerBuilder.STAFF, "data", false, Map.of());
        resources.set(ResourceKind.VOLUME, volume);
        return volume;
    }

    private void askFor(CloudResource volume) {
        new RequestAccessDialogs(requests, currentUser, uiPush, Messages.current())
                .requestPermissions(volume, ServerBuilder.STAFF, List.of(Permission.VOLUME_DELETE));
    }

    private void awaitToast() {
        await().pollInSameThread().until(() -> {
            roundTrip();
            return !toasts().isEmpty();
        });
    }

    @Test
    void serverWithoutANameIsShownByItsId() {
        Server nameless = ServerBuilder.named("web-1").name(" ").build();
        ask(nameless);
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("stop · web-1 · staff");
    }

    @Test
    void pendingRequestIsFoundByPermissionAndServer() {
        requests.create(mia, restart("web-1", "hangs"));
        OwnPendingAccessRequests open = new OwnPendingAccessRequests(requests.listOwn(mia));

        assertThat(open.find(Permission.SERVER_REBOOT, WEB)).isPresent();
        assertThat(open.find(Permission.SERVER_STOP, WEB)).isEmpty();
        assertThat(open.find(
                        Permission.SERVER_REBOOT, ServerBuilder.named("web-2").build()))
                .isEmpty();
        assertThat(open.freeForm()).isEmpty();
        requests.cancel(mia, open.requests().getFirst().id());
        assertThat(new OwnPendingAccessRequests(requests.listOwn(mia)).requests())
                .isEmpty();
    }

    private void ask(Server server) {
        new RequestAccessDialogs(requests, currentUser, uiPush, Messages.current())
                .requestPermission(server, Permission.SERVER_STOP);
    }

    private TextArea reason() {
        return area("Why do you need access?");
    }

    private List<String> times() {
        return offered().map(NativeButton::getText).toList();
    }

    private List<String> pressed() {
        return offered()
                .filter(button -> "true".equals(button.getElement().getAttribute("aria-pressed")))
                .map(NativeButton::getText)
                .toList();
    }

    private NativeButton time(String word) {
        return offered()
                .filter(button -> button.getText().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private Stream<NativeButton> offered() {
        return find(ToggleGroup.class).single().getChildren().map(NativeButton.class::cast);
    }
}
