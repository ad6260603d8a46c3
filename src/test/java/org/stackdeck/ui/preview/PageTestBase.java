package org.stackdeck.ui.preview;

import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.server.communication.UidlWriter;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.UserPrincipal;
import tools.jackson.databind.node.ObjectNode;

/** Base of view tests without a browser, with new in-memory modules for each test and updates without delay. */
@Tag("integration")
@TestPropertySource(properties = "stackdeck.ui.delivery-gap=0")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@ViewPackages(packages = "org.stackdeck.ui")
public abstract class PageTestBase extends SpringBrowserlessTest {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    protected static void signIn(User user) {
        signIn(user.id(), user.name(), user.role());
    }

    protected static void signInJonas(User.Role role) {
        signIn(PageTestConfiguration.JONAS, new UserName("jonas"), role);
    }

    private static void signIn(UserId id, UserName name, User.Role role) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        new UserPrincipal(id, name, 1, new SessionId(UUID.randomUUID())), "none", "ROLE_" + role));
    }

    /** Waits until the condition holds. Processes updates from background threads in the meantime. */
    protected void until(BooleanSupplier holds) {
        await().pollInSameThread().until(() -> {
            processUpdates();
            return holds.getAsBoolean();
        });
    }

    /** Checks that the condition holds for half a second. Processes updates from background threads in the meantime. */
    protected void assertRemains(BooleanSupplier holds) {
        await().pollInSameThread().during(A_MOMENT).until(() -> {
            processUpdates();
            return holds.getAsBoolean();
        });
    }

    /**
     * Also runs the tasks that background threads have passed to the page, which a round trip alone does not run. As in
     * a server, they run after the response: dialogs opened by the request are attached by then.
     */
    private void processUpdates() {
        roundTrip();
        runPendingAccessTasks(UI.getCurrent());
    }

    private static void runPendingAccessTasks(UI ui) {
        ui.getSession().getService().runPendingAccessTasks(ui.getSession());
    }

    /** Returns the next message to the browser. */
    protected static String push() {
        UI ui = UI.getCurrent();
        runPendingAccessTasks(ui);
        return new UidlWriter().createUidl(ui, false).toString();
    }

    /** Sends an event of the component without data. */
    protected static void fire(Component component, String event) {
        fire(component, event, JacksonUtils.createObjectNode());
    }

    /** Sends an event of the component. The data contains the value of each expression that a listener requests. */
    protected static void fire(Component component, String event, ObjectNode data) {
        Element element = component.getElement();
        element.getNode().getFeature(ElementListenerMap.class).fireEvent(new DomEvent(element, event, data));
    }

    /** Returns the component and all its descendants. */
    protected static Stream<Component> below(Component part) {
        return Stream.concat(Stream.of(part), part.getChildren().flatMap(PageTestBase::below));
    }
}
