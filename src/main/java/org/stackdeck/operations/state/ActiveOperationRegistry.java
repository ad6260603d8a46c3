package org.stackdeck.operations.state;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;

/**
 * In-memory registry of waiting and running operations, for display and for a preliminary check of new actions. The
 * final check uses the database.
 */
@Component
public class ActiveOperationRegistry {

    private static final int MAX_REMEMBERED_ENDED = 1000;

    private final Map<OperationId, Operation> byId = new ConcurrentHashMap<>();
    private final Map<ActionTarget, Operation> byTarget = new ConcurrentHashMap<>();
    private final Set<OperationId> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Boolean> eldest) {
            return size() > MAX_REMEMBERED_ENDED;
        }
    });

    public Optional<Operation> findByTarget(ActionTarget target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    public List<Operation> all() {
        return List.copyOf(byId.values());
    }

    /**
     * Updates the registry. Returns false if the registry already contains this state, or if the operation has already
     * ended: a state from before the end can arrive late.
     */
    public synchronized boolean update(Operation operation) {
        if (operation.state().isFinal()) {
            remove(operation);
            return ended.add(operation.id());
        }
        if (ended.contains(operation.id())) {
            return false;
        }
        Operation before = byId.put(operation.id(), operation);
        if (before != null && !before.target().equals(operation.target())) {
            updateIndex(before.target());
        }
        updateIndex(operation.target());
        return !operation.equals(before);
    }

    /**
     * Updates the registry like {@link #update}, unless it has changed since it contained {@code known}. A state that
     * was read from the database afterward may already be older than the new one.
     *
     * @param known null if the registry did not contain the operation
     */
    public synchronized boolean updateIfUnchanged(@Nullable Operation known, Operation operation) {
        return Objects.equals(byId.get(operation.id()), known) && update(operation);
    }

    /**
     * Removes the operation. Keeps a later operation on the target, because its start can be reported before the end of
     * this operation.
     */
    public synchronized void remove(Operation operation) {
        Operation known = byId.remove(operation.id());
        updateIndex(operation.target());
        if (known != null) {
            updateIndex(known.target());
        }
    }

    /**
     * Updates the operation of the target. An operation other than the creation takes precedence: only a deletion can
     * run during the creation.
     */
    private void updateIndex(ActionTarget target) {
        Optional<Operation> first = byId.values().stream()
                .filter(one -> one.target().equals(target))
                .min(Comparator.comparing(one -> one.action() == ServerAction.CREATE));
        byTarget.compute(target, (_, _) -> first.orElse(null));
    }
}
