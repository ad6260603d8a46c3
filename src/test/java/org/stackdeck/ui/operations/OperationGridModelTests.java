package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.ui.operations.OperationRowFilter.StatusFilter;
import org.stackdeck.ui.servers.TestOperationBuilder;

class OperationGridModelTests {

    private final TestOperationBuilder old = TestOperationBuilder.of(ServerAction.STOP, "a");
    private final TestOperationBuilder anas =
            TestOperationBuilder.of(ServerAction.START, "b").byAna().at(TestOperationBuilder.NOW.plusSeconds(1));
    private final OperationGridModel model = new OperationGridModel(
            TestOperationBuilder.ME, operation -> operation.action().code() + " " + operation.targetName());

    @Test
    void newestOperationComesFirst() {
        model.addMissing(List.of(old.running(), anas.running()));

        assertThat(model.displayed()).containsExactly(anas.running(), old.running());
    }

    @Test
    void updateOfADisplayedOperationMovesNoRow() {
        model.addMissing(List.of(old.running(), anas.running()));

        assertThat(model.apply(old.succeeded())).isFalse();
        assertThat(model.displayed()).containsExactly(anas.running(), old.succeeded());
    }

    @Test
    void endedOperationStaysEnded() {
        model.addMissing(List.of(old.failed()));

        model.apply(old.running());

        assertThat(model.displayed()).containsExactly(old.failed());
    }

    @Test
    void olderListDoesNotOverwriteUpdates() {
        model.addMissing(List.of(old.running()));
        model.apply(old.succeeded());

        model.addMissing(List.of(old.running(), anas.running()));

        assertThat(model.displayed()).containsExactly(anas.running(), old.succeeded());
    }

    @Test
    void invisibleOperationsAreRemoved() {
        model.addMissing(List.of(old.running(), anas.failed()));

        model.applyVisibility(
                operation -> Optional.of(operation).filter(own -> own.userId().equals(TestOperationBuilder.ME)));

        assertThat(model.displayed()).containsExactly(old.running());
    }

    @Test
    void ownAndFailedOperationsCanBeFiltered() {
        model.addMissing(List.of(old.failed(), anas.failed()));

        model.setFilter(OperationRowFilter.NONE.withOwnOnly(true).withToggledStatus(StatusFilter.FAILED));

        assertThat(model.displayed()).containsExactly(old.failed());
    }

    @Test
    void endedOperationLeavesTheInProgressFilter() {
        model.addMissing(List.of(old.waiting(), anas.running()));
        model.setFilter(OperationRowFilter.NONE.withToggledStatus(StatusFilter.IN_PROGRESS));

        assertThat(model.apply(anas.failed())).isTrue();

        assertThat(model.displayed()).containsExactly(old.waiting());
    }

    @Test
    void textFilterRequiresEachWord() {
        model.addMissing(List.of(old.running(), anas.running()));

        model.setFilter(OperationRowFilter.NONE.withText(" STOP a "));
        List<Operation> operations = model.displayed();
        model.setFilter(OperationRowFilter.NONE.withText("stop b"));

        assertThat(operations).containsExactly(old.running());
        assertThat(model.displayed()).isEmpty();
    }

    @Test
    void filterIsRestoredFromTheUrl() {
        OperationRowFilter filter = OperationRowFilter.NONE
                .withOwnOnly(true)
                .withToggledStatus(StatusFilter.IN_PROGRESS)
                .withText("web-1 & more");

        assertThat(OperationRowFilter.fromParameters(
                        QueryParameters.simple(filter.toParameters()).getParameters()))
                .isEqualTo(filter);
        assertThat(OperationRowFilter.fromParameters(Map.of("state", List.of("FAILED"), "own", List.of("true"))))
                .isEqualTo(OperationRowFilter.NONE.withOwnOnly(true).withToggledStatus(StatusFilter.FAILED));
        assertThat(OperationRowFilter.fromParameters(
                                Map.of("state", List.of("NONSENSE"), "q", List.of("x".repeat(1000))))
                        .text())
                .hasSize(OperationRowFilter.MAX_TEXT_LENGTH);
    }

    @Test
    void barDropsFailuresAfterTenMinutes() {
        MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
        OperationsBarModel operationsBarModel = new OperationsBarModel(clock, Operation::hasGeneratedPassword);
        operationsBarModel.apply(old.running());
        operationsBarModel.apply(old.failed());
        int before = operationsBarModel.failed().size();

        clock.advance(Duration.ofMinutes(10));

        assertThat(before).isEqualTo(1);
        assertThat(operationsBarModel.failed()).isEmpty();
        assertThat(operationsBarModel.running()).isEmpty();
    }

    @Test
    void barReportsWhenTheDisplayOfTheFirstFailureEnds() {
        MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
        OperationsBarModel operationsBarModel = new OperationsBarModel(clock, Operation::hasGeneratedPassword);
        operationsBarModel.apply(old.running());
        assertThat(operationsBarModel.nextRemoval()).isEmpty();

        operationsBarModel.apply(old.failed());
        Instant end = operationsBarModel.nextRemoval().orElseThrow();
        clock.advance(Duration.between(clock.instant(), end).minusNanos(1));
        assertThat(operationsBarModel.failed()).hasSize(1);
        clock.advance(Duration.ofNanos(1));

        assertThat(operationsBarModel.failed()).isEmpty();
        assertThat(operationsBarModel.nextRemoval()).isEmpty();
    }

    @Test
    void barOffersAPasswordUntilItWasShown() {
        OperationsBarModel operationsBarModel =
                new OperationsBarModel(new MutableClock(TestOperationBuilder.NOW), Operation::hasGeneratedPassword);
        operationsBarModel.apply(old.running());
        operationsBarModel.apply(old.withPassword());
        List<Operation> offered = operationsBarModel.withUnseenPassword();

        operationsBarModel.apply(old.succeeded());

        assertThat(offered).containsExactly(old.withPassword());
        assertThat(operationsBarModel.withUnseenPassword()).isEmpty();
    }

    @Test
    void shownPasswordIsRemovedFromItsRowForGood() {
        model.addMissing(List.of(old.withPassword()));

        model.apply(old.succeeded());
        model.apply(old.withPassword());

        assertThat(model.displayed()).containsExactly(old.succeeded());
    }
}
