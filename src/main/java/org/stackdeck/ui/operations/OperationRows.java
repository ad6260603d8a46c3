package org.stackdeck.ui.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewModel;

/** Model of the operations grid: the operations a user may see, newest first, at most {@value #LIMIT}, filtered. */
@ViewModel
final class OperationRows {

    static final int LIMIT = 500;

    private static final Comparator<Operation> NEWEST_FIRST = Comparator.comparing(Operation::acceptedAt)
            .reversed()
            .thenComparing(operation -> operation.id().value());

    private final UserId viewer;
    private final Map<OperationId, Operation> known = new HashMap<>();
    private List<Operation> shown = List.of();
    private final Function<Operation, String> says;
    private RowFilter filter = RowFilter.NONE;

    /** @param says returns the searchable text of an operation */
    OperationRows(UserId viewer, Function<Operation, String> says) {
        this.viewer = viewer;
        this.says = says;
    }

    /** Adds operations that are not known yet. For known ones, updates are more recent. */
    void fill(Collection<Operation> recent) {
        recent.forEach(operation -> known.putIfAbsent(operation.id(), operation));
        arrange();
    }

    void keep(Predicate<Operation> visible) {
        known.values().removeIf(visible.negate());
        arrange();
    }

    void filter(RowFilter wanted) {
        filter = wanted;
        arrange();
    }

    /**
     * Applies an update. Returns true if rows were added, removed or moved, so that more than one row must be
     * repainted.
     */
    boolean take(Operation operation) {
        Operation before = known.get(operation.id());
        if (before != null && before.state().ended() && !(operation.state().ended() && before.passwordMade())) {
            return false;
        }
        List<Operation> old = shown;
        known.put(operation.id(), operation);
        arrange();
        return !ids(old).equals(ids(shown));
    }

    List<Operation> shown() {
        return shown;
    }

    int failures() {
        return (int) known.values().stream()
                .filter(operation -> operation.state() == Operation.State.FAILED)
                .count();
    }

    boolean empty() {
        return known.isEmpty();
    }

    private void arrange() {
        List<Operation> sorted = new ArrayList<>(known.values());
        sorted.sort(NEWEST_FIRST);
        while (sorted.size() > LIMIT) {
            known.remove(sorted.removeLast().id());
        }
        shown = sorted.stream().filter(this::wanted).toList();
    }

    private boolean wanted(Operation operation) {
        return (!filter.ownOnly() || operation.by().equals(viewer))
                && filter.takes(operation.state())
                && (filter.text().isEmpty() || filter.takes(says.apply(operation)));
    }

    private static List<OperationId> ids(List<Operation> operations) {
        return operations.stream().map(Operation::id).toList();
    }
}
