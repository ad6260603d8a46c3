package org.stackdeck.ui.requests;

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
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.FakeRequests;
import org.stackdeck.requests.RequestsChanged;
import org.stackdeck.requests.Target;
import org.stackdeck.requests.Wish;
import org.stackdeck.ui.preview.AdministrationFakes;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewInventory;
import org.stackdeck.ui.preview.PreviewPages;

/** Base of the tests with servers web-1 and web-2, the member mia and the administrators ada and bob. */
@SpringJUnitConfig({PreviewConfiguration.class, AdministrationFakes.class, PreviewPages.class})
abstract class RequestsPageTest extends PageCase {

    static final Duration WORKDAY = Duration.ofHours(8);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeRequests requests;

    @Autowired
    PreviewInventory inventory;

    @Autowired
    private ApplicationEventPublisher events;

    Caller ada;
    Caller bob;
    Caller mia;

    /** Name of the user who views the page. */
    abstract String viewer();

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = FakeDirectory.caller(directory.administrator("ada"));
        bob = FakeDirectory.caller(directory.administrator("bob"));
        mia = FakeDirectory.caller(directory.member("mia"));
        inventory.put(AServer.named("web-1").build(), AServer.named("web-2").build());
        User viewer = directory.find(FakeDirectory.idOf(viewer())).orElseThrow();
        signIn(viewer);
        super.initVaadinEnvironment();
    }

    static Wish restart(String server, String reason) {
        return Wish.of(
                new Target(AServer.CLOUD, AServer.STAFF.id(), Set.of(new ServerId(server))),
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

    /** Publishes a change of mia's requests and waits until the condition holds. */
    void told(BooleanSupplier shown) {
        events.publishEvent(new RequestsChanged(mia.userId()));
        await().pollInSameThread().until(() -> {
            roundTrip();
            return shown.getAsBoolean();
        });
    }

    /** Publishes a change of mia's requests and gives the page time for an unwanted update. */
    void toldInVain() {
        events.publishEvent(new RequestsChanged(mia.userId()));
        await().pollInSameThread().during(A_MOMENT).until(() -> {
            roundTrip();
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    GridTester<Grid<AccessRequest>, AccessRequest> grid() {
        return test((Grid<AccessRequest>) find(Grid.class).single());
    }

    /** Values of a column; empty while the page shows its empty state. */
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

    /** Texts of the toasts, title and details. */
    List<String> toasts() {
        return find(Notification.class).all().stream()
                .map(toast -> toast.getChildren()
                        .filter(Div.class::isInstance)
                        .map(part -> part.getElement().getTextRecursively())
                        .reduce("", String::concat))
                .toList();
    }
}
