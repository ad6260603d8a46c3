package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.servers.TestOperationBuilder;

/** Tests the contents of pushes to an open list of operations, and the actions that its rows offer. */
class OperationsListTests extends AdministratorPageTestBase {

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeActionDurationEstimator usual;

    @Autowired
    FakeSoftDeletedServerLookup deleted;

    private final List<TestOperationBuilder> stops = IntStream.range(0, 20)
            .mapToObj(i -> TestOperationBuilder.of(ServerAction.STOP, "web-" + i))
            .toList();

    @Test
    void rowsChangedTwiceBeforeAPushAreSentInTheirLatestState() {
        OperationsList list = open();

        list.applyUpdates(stops.stream().map(TestOperationBuilder::running).toList());
        list.applyUpdates(stops.stream().map(TestOperationBuilder::succeeded).toList());

        assertThat(push()).contains("web-19", "Done").doesNotContain("Running");
    }

    @Test
    @SuppressWarnings("unchecked")
    void rowsLoadedAfterAnUpdateAreInTheirLatestState() {
        OperationsList list = open();

        list.applyUpdates(stops.stream().map(TestOperationBuilder::running).toList());

        Grid<Operation> grid = (Grid<Operation>) find(Grid.class).single();
        assertThat(grid.getDataProvider().fetch(new Query<>()))
                .extracting(Operation::state)
                .containsOnly(Operation.State.RUNNING);
    }

    @Test
    void lateUpdateDoesNotOverwriteANewerOne() {
        OperationsList list = open();
        list.applyUpdates(List.of(stops.getFirst().succeeded()));
        assertThat(push()).contains("web-0", "Done");

        list.applyUpdates(List.of(stops.getFirst().running()));

        assertThat(push()).doesNotContain("Running");
    }

    @Test
    void endedOperationOffersRerunIfItsServerAllowsIt() {
        inventory.put(
                ServerBuilder.named("web-0").build(),
                ServerBuilder.named("web-1").status(ServerStatus.SHUTOFF).build());
        OperationsList list = open();

        list.applyUpdates(List.of(
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
        TestOperationBuilder deletion = TestOperationBuilder.of(ServerAction.DELETE, "web-0");
        list.applyUpdates(List.of(deletion.succeeded()));
        assertThat(push()).contains("Delete").doesNotContain("Restore");

        deleted.add(
                ServerBuilder.named("web-0").status(ServerStatus.SOFT_DELETED).build());
        assertThat(delivered()).contains("Restore: Delete web-0");
        deleted.reclaim(ServerBuilder.key("web-0"));

        assertThat(delivered()).contains("web-0").doesNotContain("Restore");
    }

    @Test
    void existingServerOffersNoRestore() {
        deleted.add(
                ServerBuilder.named("web-0").status(ServerStatus.SOFT_DELETED).build());
        inventory.put(ServerBuilder.named("web-0").build());
        OperationsList list = open();

        list.applyUpdates(
                List.of(TestOperationBuilder.of(ServerAction.DELETE, "web-0").succeeded()));

        assertThat(push()).contains("Run again: Delete web-0").doesNotContain("Restore");
    }

    @Test
    void passwordOperationOffersNoRerunAndLaunchOffersLaunchAgain() {
        inventory.put(ServerBuilder.named("web-0").build());
        OperationsList list = open();

        list.applyUpdates(List.of(
                TestOperationBuilder.of(ServerAction.SET_PASSWORD, "web-0").failed()));
        list.applyUpdates(
                List.of(TestOperationBuilder.of(ServerAction.CREATE, "web-0").succeeded()));
        String sent = push() + push();

        assertThat(sent).contains("Launch again: Launch web-0").doesNotContain("Run again: ");
    }

    @Test
    void failedLaunchOffersLaunchAgain() {
        OperationsList list = open();

        list.applyUpdates(
                List.of(TestOperationBuilder.of(ServerAction.CREATE, "web-0").failed()));

        assertThat(push() + push()).contains("Launch again: Launch web-0");
    }

    @Test
    void generatedPasswordIsOfferedToItsRequesterUntilShown() {
        OperationsList list = open();
        TestOperationBuilder own =
                TestOperationBuilder.of(ServerAction.RESCUE, "web-0").by(ada.userId());
        list.applyUpdates(List.of(
                own.withPassword(),
                TestOperationBuilder.of(ServerAction.RESCUE, "web-1").byAna().withPassword()));

        String sent = push() + push();
        list.applyUpdates(List.of(own.succeeded()));

        assertThat(sent).contains("Show password for web-0").doesNotContain("Show password for web-1");
        assertThat(push()).contains("web-0").doesNotContain("Show password for");
    }

    @Test
    void runningOperationShowsItsRemainingTime() {
        usual.setDuration(ServerAction.STOP, Duration.ofSeconds(77));
        OperationsList list = open();

        list.applyUpdates(
                List.of(stops.getFirst().sent(Instant.now()), stops.get(1).succeeded()));

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
                .isEqualTo(OperationRowFilter.NONE
                        .withOwnOnly(true)
                        .withToggledStatus(OperationRowFilter.StatusFilter.IN_PROGRESS)
                        .withText("stop web"));
        assertThat(find(TextField.class)
                        .withPropertyValue(TextField::getPlaceholder, "Name, action or user")
                        .single()
                        .getValue())
                .isEqualTo("stop web");
        list.addMissing(stops.stream().map(TestOperationBuilder::waiting).toList());
        test(find(NativeButton.class).withText("In progress").single()).click();
        assertThat(list.filter().toParameters()).isEqualTo(Map.of("own", "true", "q", "stop web"));
    }

    private OperationsList open() {
        UI.getCurrent().navigate(OperationsView.PATH);
        OperationsList list = find(OperationsList.class).single();
        list.addMissing(stops.stream().map(TestOperationBuilder::waiting).toList());
        push();
        find(Grid.class).single().getDataCommunicator().setViewportRange(0, 40);
        push();
        push();
        return list;
    }

    /** Waits until the page has received the change, and returns the push. */
    private static String delivered() {
        return await().pollInSameThread().until(OperationsListTests::push, sent -> sent.contains("web-0"));
    }
}
