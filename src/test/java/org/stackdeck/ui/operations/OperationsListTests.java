package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.communication.UidlWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.User;
import org.stackdeck.operations.FakeDeletedServers;
import org.stackdeck.operations.FakeUsualDurations;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewInventory;
import org.stackdeck.ui.preview.PreviewPages;
import org.stackdeck.ui.servers.AnOperation;

/** Contents of pushes when operations change while the browser does not respond. */
@SpringJUnitConfig({PreviewConfiguration.class, PreviewPages.class})
class OperationsListTests extends PageCase {

    @Autowired
    PreviewInventory inventory;

    @Autowired
    FakeUsualDurations usual;

    @Autowired
    FakeDeletedServers deleted;

    private final List<AnOperation> stops = IntStream.range(0, 20)
            .mapToObj(i -> AnOperation.of(ServerAction.STOP, "web-" + i))
            .toList();

    /** The environment opens the first page, so a user must be signed in before. */
    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signInJonas(User.Role.ADMINISTRATOR);
        super.initVaadinEnvironment();
    }

    @Test
    void rowsChangedTwiceBeforeAPushAreSentInTheirLatestState() {
        OperationsList list = open();

        list.take(stops.stream().map(AnOperation::running).toList());
        list.take(stops.stream().map(AnOperation::succeeded).toList());

        assertThat(push()).contains("web-19", "Done").doesNotContain("Running");
    }

    @Test
    void lateUpdateDoesNotOverwriteANewerOne() {
        OperationsList list = open();
        list.take(List.of(stops.getFirst().succeeded()));
        assertThat(push()).contains("web-0", "Done");

        list.take(List.of(stops.getFirst().running()));

        assertThat(push()).doesNotContain("Running");
    }

    @Test
    void endedOperationOffersRerunIfItsServerAllowsIt() {
        inventory.put(
                AServer.named("web-0").build(),
                AServer.named("web-1").status(ServerStatus.SHUTOFF).build());
        OperationsList list = open();

        list.take(List.of(
                stops.get(0).failed(), stops.get(1).failed(), stops.get(2).failed()));
        String sent = push();

        assertThat(sent)
                .contains("Run again: Stop web-0")
                .as("one server is off and one is deleted")
                .doesNotContain("Run again: Stop web-1", "Run again: Stop web-2");
    }

    @Test
    void deletionOffersRestoreWhileTheServerIsSoftDeleted() {
        OperationsList list = open();
        AnOperation deletion = AnOperation.of(ServerAction.DELETE, "web-0");
        list.take(List.of(deletion.succeeded()));
        assertThat(push()).contains("Delete").doesNotContain("Restore");

        deleted.keep(AServer.named("web-0").status(ServerStatus.SOFT_DELETED).build());
        assertThat(delivered()).contains("Restore: Delete web-0");
        deleted.reclaim(AServer.key("web-0"));

        assertThat(delivered()).contains("web-0").doesNotContain("Restore");
    }

    @Test
    void existingServerOffersNoRestore() {
        deleted.keep(AServer.named("web-0").status(ServerStatus.SOFT_DELETED).build());
        inventory.put(AServer.named("web-0").build());
        OperationsList list = open();

        list.take(List.of(AnOperation.of(ServerAction.DELETE, "web-0").succeeded()));

        assertThat(push()).contains("Run again: Delete web-0").doesNotContain("Restore");
    }

    @Test
    void passwordOperationOffersNoRerunAndLaunchOffersLaunchAgain() {
        inventory.put(AServer.named("web-0").build());
        OperationsList list = open();

        list.take(List.of(AnOperation.of(ServerAction.SET_PASSWORD, "web-0").failed()));
        list.take(List.of(AnOperation.of(ServerAction.CREATE, "web-0").succeeded()));
        String sent = push() + push();

        assertThat(sent).contains("Launch again: Create web-0").doesNotContain("Run again: ");
    }

    @Test
    void failedLaunchOffersLaunchAgain() {
        OperationsList list = open();

        list.take(List.of(AnOperation.of(ServerAction.CREATE, "web-0").failed()));

        assertThat(push() + push()).contains("Launch again: Create web-0");
    }

    @Test
    void generatedPasswordIsOfferedToItsRequesterUntilShown() {
        OperationsList list = open();
        AnOperation own = AnOperation.of(ServerAction.RESCUE, "web-0").by(PreviewConfiguration.JONAS);
        list.take(List.of(
                own.withPassword(),
                AnOperation.of(ServerAction.RESCUE, "web-1").byAna().withPassword()));

        String sent = push() + push();
        list.take(List.of(own.succeeded()));

        assertThat(sent).contains("Show password for web-0").doesNotContain("Show password for web-1");
        assertThat(push()).contains("web-0").doesNotContain("Show the password of");
    }

    @Test
    void runningOperationShowsItsRemainingTime() {
        usual.take(ServerAction.STOP, Duration.ofSeconds(77));
        OperationsList list = open();

        list.take(List.of(stops.getFirst().sent(Instant.now()), stops.get(1).succeeded()));

        assertThat(push()).contains(":77000", "\"Running\"");
    }

    @Test
    void filterIsWrittenToAndReadFromTheUrl() {
        UI.getCurrent()
                .navigate(
                        OperationsView.PATH,
                        QueryParameters.simple(Map.of("own", "true", "q", "stop web", "state", "WAITING,RUNNING")));

        OperationsList list = find(OperationsList.class).single();

        assertThat(list.filter())
                .isEqualTo(RowFilter.NONE
                        .own(true)
                        .toggle(RowFilter.Standing.UNDER_WAY)
                        .text("stop web"));
        assertThat(find(TextField.class)
                        .withPropertyValue(TextField::getPlaceholder, "Server, action or user")
                        .single()
                        .getValue())
                .isEqualTo("stop web");
        list.fill(stops.stream().map(AnOperation::waiting).toList());
        test(find(NativeButton.class).withText("In progress").single()).click();
        assertThat(list.filter().parameters()).isEqualTo(Map.of("own", "true", "q", "stop web"));
    }

    private OperationsList open() {
        UI.getCurrent().navigate(OperationsView.PATH);
        OperationsList list = find(OperationsList.class).single();
        list.fill(stops.stream().map(AnOperation::waiting).toList());
        push();
        find(Grid.class).single().getDataCommunicator().setViewportRange(0, 40);
        push();
        push();
        return list;
    }

    /** Returns the push once the change was delivered to the page. */
    private static String delivered() {
        return await().pollInSameThread().until(OperationsListTests::push, sent -> sent.contains("web-0"));
    }

    /** Returns what the browser receives now. */
    private static String push() {
        UI ui = UI.getCurrent();
        ui.getSession().getService().runPendingAccessTasks(ui.getSession());
        return new UidlWriter().createUidl(ui, false).toString();
    }
}
