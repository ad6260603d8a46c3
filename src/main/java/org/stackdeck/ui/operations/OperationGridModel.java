package org.stackdeck.ui.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewLogic;

/** Model of the operations grid: the newest {@value #LIMIT} operations that a user may see, after filtering. */
@ViewLogic
public final class OperationGridModel {

    public static final int LIMIT = 500;

    private static final Comparator<Operation> NEWEST_FIRST = Comparator.comparing(Operation::acceptedAt)
            .reversed()
            .thenComparing(operation -> operation.id().value());

    private final UserId viewer;
    private final Map<OperationId, Operation> known = new HashMap<>();
    private List<Operation> displayed = List.of();
    private final Function<Operation, String> searchText;
    private OperationRowFilter filter = OperationRowFilter.NONE;

    public OperationGridModel(UserId viewer, Function<Operation, String> searchText) {
        this.viewer = viewer;
        this.searchText = searchText;
    }

    /**
     * Adds missing operations. To a known operation, adds only a missing message of the cloud, because the known
     * version may be newer.
     */
    public void addMissing(Collection<Operation> recent) {
        recent.forEach(operation -> known.merge(operation.id(), operation, Operation::withMessageOf));
        rebuild();
    }

    public void applyVisibility(Function<Operation, Optional<Operation>> visible) {
        known.entrySet().removeIf(entry -> {
            Optional<Operation> now = visible.apply(entry.getValue());
            now.ifPresent(entry::setValue);
            return now.isEmpty();
        });
        rebuild();
    }

    void setFilter(OperationRowFilter newFilter) {
        filter = newFilter;
        rebuild();
    }

    /**
     * Applies an update. Ignores updates of an operation that has ended, except the removal of its password.
     *
     * @return whether rows were added, removed or moved; otherwise, at most one row must be repainted
     */
    public boolean apply(Operation operation) {
        Operation before = known.get(operation.id());
        if (before != null
                && before.state().isFinal()
                && !(operation.state().isFinal() && before.hasGeneratedPassword())) {
            return false;
        }
        List<Operation> old = displayed;
        known.put(operation.id(), operation);
        rebuild();
        return !ids(old).equals(ids(displayed));
    }

    public List<Operation> displayed() {
        return displayed;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    private void rebuild() {
        List<Operation> sorted = new ArrayList<>(known.values());
        sorted.sort(NEWEST_FIRST);
        while (sorted.size() > LIMIT) {
            known.remove(sorted.removeLast().id());
        }
        displayed = sorted.stream().filter(this::matchesFilter).toList();
    }

    private boolean matchesFilter(Operation operation) {
        return (!filter.ownOnly() || operation.userId().equals(viewer))
                && filter.matchesState(operation.state())
                && (filter.text().isEmpty() || filter.matchesText(searchText.apply(operation)));
    }

    private static List<OperationId> ids(List<Operation> operations) {
        return operations.stream().map(Operation::id).toList();
    }
}
