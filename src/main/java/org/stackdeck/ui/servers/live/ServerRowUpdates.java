package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationService;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.UiPush;

/** Delivers what Stackdeck adds to server rows: owners, deletion protections and operations. */
@org.springframework.stereotype.Component
public class ServerRowUpdates {

    private static final int MAX_RECENT_OPERATIONS = 200;
    private static final OperationFilter ON_SERVERS = new OperationFilter(
            false, OperationFilter.ALL.states(), Set.copyOf(EnumSet.allOf(ServerAction.class)), null);

    private final OwnerCache owners;
    private final DeletionProtectionCache protections;
    private final OperationService operationService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ServerRowUpdates(
            OwnerCache owners,
            DeletionProtectionCache protections,
            OperationService operationService,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.owners = owners;
        this.protections = protections;
        this.operationService = operationService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    public OwnerMap owners() {
        return owners.current();
    }

    public DeletionProtectionMap protections() {
        return protections.current();
    }

    /** Returns the recent operations on servers that the current user may see, oldest first. */
    public List<Operation> recentOperations() {
        return operationService
                .listRecent(currentUser.caller(), ON_SERVERS, MAX_RECENT_OPERATIONS)
                .reversed();
    }

    public boolean isVisibleTo(Subject subject, Operation operation) {
        return operationService.visible(subject, operation).isPresent();
    }

    private Subscription subscribeToOperations(Supplier<Subject> viewer, Consumer<Operation> receiver) {
        return operationService.subscribe(viewer, operation -> {
            if (operation.isOnServer()) {
                receiver.accept(operation);
            }
        });
    }

    /**
     * Delivers data to the page until it is detached: the owners and the protections, now and after each change, and
     * later updates of operations.
     *
     * @param viewer returns the user whose servers are shown, with their current grants
     */
    public void subscribe(
            UI ui,
            Component page,
            Supplier<Subject> viewer,
            Consumer<OwnerMap> onOwners,
            Consumer<DeletionProtectionMap> onProtections,
            Consumer<List<Operation>> onOperations) {
        UiPush.closeOnDetach(
                page,
                subscribeToOperations(viewer, uiPush.latestPerKey(ui, page, Operation::id, onOperations)),
                owners.subscribe(uiPush.latest(ui, page, onOwners)),
                protections.subscribe(uiPush.latest(ui, page, onProtections)));
    }
}
