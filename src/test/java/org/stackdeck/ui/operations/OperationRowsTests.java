package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.MovableClock;
import org.stackdeck.ui.operations.RowFilter.Standing;
import org.stackdeck.ui.servers.AnOperation;

class OperationRowsTests {

    private final AnOperation old = AnOperation.of(ServerAction.STOP, "a");
    private final AnOperation anas =
            AnOperation.of(ServerAction.START, "b").byAna().at(AnOperation.NOW.plusSeconds(1));
    private final OperationRows rows =
            new OperationRows(AnOperation.ME, operation -> operation.action().word() + " " + operation.serverName());

    @Test
    void newestOperationComesFirst() {
        rows.fill(List.of(old.running(), anas.running()));

        assertThat(rows.shown()).containsExactly(anas.running(), old.running());
    }

    @Test
    void updateOfADisplayedOperationMovesNoRow() {
        rows.fill(List.of(old.running(), anas.running()));

        assertThat(rows.take(old.succeeded())).isFalse();
        assertThat(rows.shown()).containsExactly(anas.running(), old.succeeded());
    }

    @Test
    void endedOperationStaysEnded() {
        rows.fill(List.of(old.failed()));

        rows.take(old.running());

        assertThat(rows.shown()).containsExactly(old.failed());
    }

    @Test
    void olderListDoesNotOverwriteUpdates() {
        rows.fill(List.of(old.running()));
        rows.take(old.succeeded());

        rows.fill(List.of(old.running(), anas.running()));

        assertThat(rows.shown()).containsExactly(anas.running(), old.succeeded());
    }

    @Test
    void invisibleOperationsAreRemoved() {
        rows.fill(List.of(old.running(), anas.failed()));

        rows.keep(operation -> operation.by().equals(AnOperation.ME));

        assertThat(rows.shown()).containsExactly(old.running());
        assertThat(rows.failures()).isZero();
    }

    @Test
    void ownAndFailedOperationsCanBeFiltered() {
        rows.fill(List.of(old.failed(), anas.failed()));

        rows.filter(RowFilter.NONE.own(true).toggle(Standing.FAILED));

        assertThat(rows.shown()).containsExactly(old.failed());
    }

    @Test
    void endedOperationLeavesTheInProgressFilter() {
        rows.fill(List.of(old.waiting(), anas.running()));
        rows.filter(RowFilter.NONE.toggle(Standing.UNDER_WAY));

        assertThat(rows.take(anas.failed())).isTrue();

        assertThat(rows.shown()).containsExactly(old.waiting());
    }

    @Test
    void textFilterRequiresEachWord() {
        rows.fill(List.of(old.running(), anas.running()));

        rows.filter(RowFilter.NONE.text(" STOP a "));
        List<Operation> both = rows.shown();
        rows.filter(RowFilter.NONE.text("stop b"));

        assertThat(both).containsExactly(old.running());
        assertThat(rows.shown()).isEmpty();
    }

    @Test
    void filterIsRestoredFromTheUrl() {
        RowFilter filter = RowFilter.NONE.own(true).toggle(Standing.UNDER_WAY).text("web-1 & more");

        assertThat(RowFilter.of(QueryParameters.simple(filter.parameters()).getParameters()))
                .isEqualTo(filter);
        assertThat(RowFilter.of(Map.of("state", List.of("FAILED"), "own", List.of("true"))))
                .isEqualTo(RowFilter.NONE.own(true).toggle(Standing.FAILED));
        assertThat(RowFilter.of(Map.of("state", List.of("NONSENSE"), "q", List.of("x".repeat(1000))))
                        .text())
                .hasSize(RowFilter.LONGEST);
    }

    @Test
    void barDropsFailuresAfterTenMinutes() {
        MovableClock clock = new MovableClock(AnOperation.NOW);
        OperationsDigest digest = new OperationsDigest(clock, Operation::passwordMade);
        digest.take(old.running());
        digest.take(old.failed());
        int before = digest.failed().size();

        clock.move(Duration.ofMinutes(10));

        assertThat(before).isEqualTo(1);
        assertThat(digest.failed()).isEmpty();
        assertThat(digest.running()).isEmpty();
    }

    @Test
    void barOffersAPasswordUntilItWasShown() {
        OperationsDigest digest = new OperationsDigest(new MovableClock(AnOperation.NOW), Operation::passwordMade);
        digest.take(old.running());
        digest.take(old.withPassword());
        List<Operation> offered = digest.withPassword();

        digest.take(old.succeeded());

        assertThat(offered).containsExactly(old.withPassword());
        assertThat(digest.withPassword()).isEmpty();
    }

    @Test
    void shownPasswordIsRemovedFromItsRowForGood() {
        rows.fill(List.of(old.withPassword()));

        rows.take(old.succeeded());
        rows.take(old.withPassword());

        assertThat(rows.shown()).containsExactly(old.succeeded());
    }
}
