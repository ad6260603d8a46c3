package org.stackdeck.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.Wish;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.Segments;

@ViewPackages(packages = "org.stackdeck.ui")
class RequestDialogTests extends RequestsPageTest {

    private static final Server WEB = AServer.named("web-1").build();

    @Autowired
    private CurrentUser currentUser;

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
        assertThat(toasts()).containsExactly("Request sent. The answer will appear here.");
        assertThat(requests.own(mia)).singleElement().satisfies(asked -> {
            assertThat(asked.wish().permissions())
                    .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_STOP);
            assertThat(asked.names()).containsExactlyEntriesOf(Map.of(WEB.id(), "web-1"));
            assertThat(asked.wish().duration()).isEqualTo(Duration.ofDays(7));
            assertThat(asked.wish().reason()).isEqualTo("Maintenance\nat night");
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
        reason().setValue("x".repeat(Wish.LONGEST_REASON + 1));
        press("Send request");
        assertThat(reason().getErrorMessage()).isEqualTo("At most 500 characters.");
        assertThat(requests.own(mia)).isEmpty();

        test(reason()).setValue("hangs");
        press("Send request");
        assertThat(requests.own(mia)).hasSize(1);
    }

    @Test
    void duplicateRequestIsRejected() {
        ask(WEB);
        test(reason()).setValue("hangs");
        press("Send request");
        ask(WEB);
        test(reason()).setValue("still hangs");
        press("Send request");

        assertThat(requests.own(mia)).hasSize(1);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void tooManyPendingRequestsKeepTheInput() {
        List<AccessRequest> open = IntStream.range(0, AccessRequests.MOST_OPEN)
                .mapToObj(i -> requests.ask(mia, Wish.inWords(WORKDAY, "wish " + i)))
                .toList();
        ask(WEB);
        test(reason()).setValue("hangs");
        press("Send request");

        assertThat(toasts())
                .containsExactly(
                        "Couldn't send the requestYou have 10 pending requests. Withdraw one, or wait for an answer.");
        assertThat(reason().getValue()).isEqualTo("hangs");
        requests.withdraw(mia, open.getFirst().id());
        press("Send request");
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(requests.own(mia)).hasSize(AccessRequests.MOST_OPEN + 1);
    }

    @Test
    void deletedServerIsReported() {
        ask(WEB);
        inventory.remove(WEB.key());
        test(reason()).setValue("hangs");
        press("Send request");

        assertThat(toasts())
                .containsExactly(
                        "Couldn't send the requestThe server no longer exists, or you no longer have access to it.");
        assertThat(requests.own(mia)).isEmpty();
    }

    @Test
    void serverWithoutANameIsShownByItsId() {
        Server nameless = AServer.named("web-1").name(" ").build();
        ask(nameless);
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("stop · web-1 · staff");
    }

    @Test
    void pendingRequestIsFoundByPermissionAndServer() {
        requests.ask(mia, restart("web-1", "hangs"));
        OpenRequests open = new OpenRequests(requests.own(mia));

        assertThat(open.of(Permission.SERVER_REBOOT, WEB)).isPresent();
        assertThat(open.of(Permission.SERVER_STOP, WEB)).isEmpty();
        assertThat(open.of(Permission.SERVER_REBOOT, AServer.named("web-2").build()))
                .isEmpty();
        assertThat(open.inWords()).isEmpty();
        requests.withdraw(mia, open.requests().getFirst().id());
        assertThat(new OpenRequests(requests.own(mia)).requests()).isEmpty();
    }

    private void ask(Server server) {
        new AccessAsker(requests, currentUser, Words.here()).ask(server, Permission.SERVER_STOP);
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
        return find(Segments.class).single().getChildren().map(NativeButton.class::cast);
    }
}
