package org.stackdeck.ui.accessrequests;

import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.AccessRequestsChanged;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.ui.preview.PageTest;
import org.stackdeck.ui.preview.PageTestBase;

/** Base of page tests with the servers web-1 and web-2, the member mia, and the administrators ada and bob. */
@PageTest
abstract class AccessRequestPageTestBase extends PageTestBase {

    static final Duration WORKDAY = Duration.ofHours(8);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAccessRequestService requests;

    @Autowired
    FakeInventory inventory;

    @Autowired
    private ApplicationEventPublisher events;

    Caller ada;
    Caller bob;
    Caller mia;

    abstract String viewer();

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = FakeUserDirectory.caller(directory.administrator("ada"));
        bob = FakeUserDirectory.caller(directory.administrator("bob"));
        mia = FakeUserDirectory.caller(directory.member("mia"));
        inventory.put(
                ServerBuilder.named("web-1").build(),
                ServerBuilder.named("web-2").build());
        User viewer = directory.find(FakeUserDirectory.idOf(viewer())).orElseThrow();
        signIn(viewer);
        super.initVaadinEnvironment();
    }

    static RequestedAccess restart(String server, String reason) {
        return RequestedAccess.of(
                AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), Set.of(new ServerId(server))),
                Set.of(Permission.SERVER_REBOOT),
                WORKDAY,
                reason);
    }

    AccessRequest now(AccessRequest request) {
        return requests.find(request.id());
    }

    void open(String path) {
        UI.getCurrent().navigate(path);
        roundTrip();
    }

    /** Publishes a change of mia's requests and waits until the page meets the condition. */
    void told(BooleanSupplier shown) {
        events.publishEvent(new AccessRequestsChanged(mia.userId()));
        await().pollInSameThread().until(() -> {
            roundTrip();
            return shown.getAsBoolean();
        });
    }

    /** Publishes a change of mia's requests and waits half a second for an unwanted update. */
    void toldInVain() {
        events.publishEvent(new AccessRequestsChanged(mia.userId()));
        await().pollInSameThread().during(A_MOMENT).until(() -> {
            roundTrip();
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    GridTester<Grid<AccessRequest>, AccessRequest> grid() {
        return test((Grid<AccessRequest>) find(Grid.class).single());
    }

    /** Returns the values of a column; empty while the page shows its empty state. */
    List<String> cells(int column, String property) {
        if (!find(Grid.class).exists()) {
            return List.of();
        }
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getLitRendererPropertyValue(row, column, property, String.class))
                .toList();
    }

    void press(String button) {
        test(find(Button.class).withText(button).single()).click();
    }

    TextArea area(String label) {
        return find(TextArea.class).withCaption(label).single();
    }

    /** Returns the text of each toast: its title and its details. */
    List<String> toasts() {
        return find(Notification.class).all().stream()
                .map(toast -> toast.getChildren()
                        .filter(Div.class::isInstance)
                        .map(part -> part.getElement().getTextRecursively())
                        .reduce("", String::concat))
                .toList();
    }
}
