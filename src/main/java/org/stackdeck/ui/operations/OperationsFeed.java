package org.stackdeck.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.CopyTextDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Delivers the operations that the viewer of this page may see: the operations of the viewer, and operations on visible
 * servers and resources.
 */
@org.springframework.stereotype.Component
@UIScope
public class OperationsFeed {

    private final OperationService operationService;
    private final ViewerPermissions viewerPermissions;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final RerunActionSelector rerunActions;
    private final SoftDeletedServerLookup deleted;
    private final ActionDurationEstimator usual;

    OperationsFeed(
            OperationService operationService,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser,
            UiPush uiPush,
            RerunActionSelector rerunActions,
            SoftDeletedServerLookup deleted,
            ActionDurationEstimator usual) {
        this.operationService = operationService;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.rerunActions = rerunActions;
        this.deleted = deleted;
        this.usual = usual;
    }

    /** Part of a page that shows operations. All methods are called under the session lock. */
    public interface Listener {

        void addMissing(List<Operation> recent);

        void applyUpdates(List<Operation> updates);

        /**
         * Updates the operations after the permissions of the viewer have changed.
         *
         * @param visible returns the part of an operation that the viewer is permitted to see now; empty if the viewer
         * cannot see the operation
         */
        void applyVisibility(Function<Operation, Optional<Operation>> visible);

        /** Repaints the operations on these targets, because the actions that run them again have changed. */
        default void refreshTargets(Set<? extends ActionTarget> targets) {}
    }

    public UserId viewer() {
        return viewerPermissions.id();
    }

    RerunActionSelector rerunActions() {
        return rerunActions;
    }

    /** Returns the estimated remaining time; empty if there is no estimate or the operation is not running. */
    Optional<RemainingTime> remainingTime(Operation operation) {
        return RemainingTime.of(operation, usual);
    }

    /** Returns whether the viewer can display a generated password of the operation. */
    boolean hasPassword(Operation operation) {
        return operation.hasGeneratedPassword() && operation.userId().equals(viewerPermissions.id());
    }

    void showPassword(Operation operation, Messages messages) {
        operationService
                .revealPassword(currentUser.caller(), operation.id())
                .ifPresentOrElse(
                        password -> showPassword(operation, password, messages),
                        () -> Toasts.showError(messages.text("operation.password.gone"), ""));
    }

    private static void showPassword(Operation operation, String password, Messages messages) {
        CopyTextDialog.forSecret(
                        messages,
                        messages.text("operation.password.title", operation.targetName()),
                        password,
                        messages.text("operation.password.copy"),
                        messages.text("operation.password.text"))
                .open();
    }

    /**
     * Passes the recent operations to the listener immediately. Notifies the listener of all later changes, including
     * changes of the viewer's permissions. Must be called under the session lock.
     *
     * @param limit maximum number of recent operations
     */
    public Subscription subscribe(UI ui, Component part, int limit, Listener listener) {
        Caller caller = currentUser.caller();
        Consumer<Operation> push = uiPush.latestPerKey(
                ui,
                part,
                Operation::id,
                operations -> listener.applyUpdates(operations.stream()
                        .flatMap(operation -> visible(operation).stream())
                        .toList()));
        Subscription operationSubscription = operationService.subscribe(viewerPermissions::subject, push);
        Subscription subscription = deleted.subscribe(uiPush.latestPerKey(
                ui, part, Function.<ServerKey>identity(), servers -> listener.refreshTargets(Set.copyOf(servers))));
        Consumer<Boolean> review = uiPush.latest(ui, part, _ -> listener.applyVisibility(this::visible));
        Consumer<List<Operation>> refill = uiPush.latest(ui, part, listener::addMissing);
        Subscription permissionSubscription = viewerPermissions.onChange(() -> {
            review.accept(true);
            refill.accept(operationService.listRecent(caller, limit));
        });
        Subscription all = () -> {
            permissionSubscription.close();
            subscription.close();
            operationSubscription.close();
        };
        try {
            listener.addMissing(operationService.listRecent(caller, limit));
        } catch (RuntimeException e) {
            // Close the subscriptions, because the caller does not receive them.
            all.close();
            throw e;
        }
        return all;
    }

    private Optional<Operation> visible(Operation operation) {
        return operationService.visible(viewerPermissions.subject(), operation);
    }
}
