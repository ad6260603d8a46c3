package org.stackdeck.ui.bulk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.bulk.BulkActionProgressModel.SubmissionResult;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.DeletionUndoToasts;

/**
 * Runs one confirmed bulk action in the background, because submitting it for hundreds of targets takes time. The run
 * continues after the dialog or page is closed.
 */
final class BulkActionRun {

    private static final Logger LOG = LoggerFactory.getLogger(BulkActionRun.class);

    /**
     * Extension of the undo period for each target, so that the first deletion is still pending when the last one is
     * submitted.
     */
    private static final Duration TIME_PER_TARGET = Duration.ofMillis(50);

    /** Maximum number of attempts to cancel an operation. An attempt can fail because of a concurrent update. */
    private static final int MAX_CANCEL_ATTEMPTS = 3;

    /**
     * Maximum number of refused targets whose names the toast contains. The toast appears only if the dialog has been
     * closed.
     */
    private static final int MAX_NAMED_TARGETS = 5;

    private final BulkActionDialogs.Services services;
    private final Component page;
    private final BulkActionDialog dialog;
    private final Messages messages;
    private final Runnable onFirstSubmitted;

    /** @param onFirstSubmitted runs once, when the first submission result arrives */
    BulkActionRun(
            BulkActionDialogs.Services services,
            Component page,
            BulkActionDialog dialog,
            Messages messages,
            Runnable onFirstSubmitted) {
        this.services = services;
        this.page = page;
        this.dialog = dialog;
        this.messages = messages;
        this.onFirstSubmitted = onFirstSubmitted;
    }

    /** @throws TooManyChangesException if too many submissions of the user are waiting */
    void start(UI ui, List<ActionTarget> targets, CloudAction action) {
        Caller caller = services.currentUser().caller();
        ProgressPresenter progressPresenter = new ProgressPresenter(action, targets);
        Consumer<Runnable> taskQueue = services.uiPush().inOrder(ui, page, progressPresenter::refresh);
        progressPresenter.subscribe(ui, taskQueue);
        try {
            services.uiPush()
                    .submit(caller.userId(), () -> submit(caller, targets, action, progressPresenter, taskQueue));
        } catch (TooManyChangesException e) {
            progressPresenter.subscription.close();
            throw e;
        }
    }

    private void submit(
            Caller caller,
            List<ActionTarget> targets,
            CloudAction action,
            ProgressPresenter progressPresenter,
            Consumer<Runnable> taskQueue) {
        boolean destroys = action.isDestructive();
        Duration grace = destroys
                ? DeletionUndoToasts.UNDO_PERIOD.plus(TIME_PER_TARGET.multipliedBy(targets.size()))
                : Duration.ZERO;
        try {
            for (ActionTarget target : targets) {
                SubmissionResult result = submit(caller, target, ActionRequest.of(action), grace);
                taskQueue.accept(() -> progressPresenter.onSubmitResult(target, result));
            }
            taskQueue.accept(() -> progressPresenter.onSubmitted(caller, destroys));
        } catch (StepUpRequiredException needed) {
            taskQueue.accept(() -> progressPresenter.requestReauthentication(caller, destroys, needed));
        } catch (SessionEndedException e) {
            LOG.debug("Ignored an error, because the page is being redirected", e);
        } catch (RuntimeException e) {
            LOG.warn("A bulk action was aborted before all of its operations were submitted", e);
            taskQueue.accept(() -> progressPresenter.onAborted(caller, destroys));
        }
    }

    private SubmissionResult submit(Caller caller, ActionTarget target, ActionRequest request, Duration grace) {
        try {
            return new SubmissionResult.Accepted(services.operations().submit(caller, target, request, grace));
        } catch (ActionRefusedException e) {
            return new SubmissionResult.Refused(e.availability());
        }
    }

    /** Shows the progress in the dialog and in toasts. The progress is accessed only with the session lock held. */
    private final class ProgressPresenter {

        private final BulkActionProgressModel progress;
        private boolean started;
        private Subscription subscription = () -> {};
        private Consumer<Runnable> uiTasks = _ -> {};

        ProgressPresenter(CloudAction action, List<ActionTarget> targets) {
            this.progress = new BulkActionProgressModel(action, targets);
        }

        /** @param later runs tasks with the session lock held; may be called on any thread */
        void subscribe(UI ui, Consumer<Runnable> later) {
            uiTasks = later;
            // The subscription is closed when the run has finished, because a page can have many runs.
            subscription = UiPush.closeOnDetach(
                    page,
                    services.operations()
                            .subscribe(
                                    services.viewer()::subject,
                                    services.uiPush().latestPerKey(ui, page, Operation::id, this::onOperations)));
        }

        private void onOperations(List<Operation> operations) {
            boolean changed = false;
            for (Operation operation : operations) {
                changed |= progress.applyOperation(operation);
            }
            if (changed) {
                refresh();
            }
        }

        void onSubmitResult(ActionTarget target, SubmissionResult result) {
            progress.recordResult(target, result);
            if (!started) {
                started = true;
                onFirstSubmitted.run();
            }
        }

        void onSubmitted(Caller caller, boolean destroys) {
            if (progress.refusedCount() > 0 && !dialog.isOpened()) {
                Toasts.showError(
                        messages.text("servers.bulk.refused", progress.refusedCount(), progress.total()),
                        dialog.describe(
                                progress.firstRefused(MAX_NAMED_TARGETS),
                                target -> messages.text(progress.message(target))));
            }
            offerUndo(caller, destroys);
        }

        void onAborted(Caller caller, boolean destroys) {
            progress.abort();
            started = true;
            Toasts.showError(messages.text("servers.bulk.broke-off"), messages.text("servers.bulk.broke-off.more"));
            offerUndo(caller, destroys);
        }

        /**
         * Requests re-authentication. If the re-authentication expired during the run, skips the remaining targets
         * instead.
         */
        void requestReauthentication(Caller caller, boolean destroys, StepUpRequiredException needed) {
            if (started) {
                onAborted(caller, destroys);
            } else {
                subscription.close();
                dialog.requestReauthentication(needed);
            }
        }

        void refresh() {
            if (started && dialog.isOpened()) {
                dialog.update(progress);
            }
            if (progress.isFinished()) {
                subscription.close();
            }
        }

        private void offerUndo(Caller caller, boolean destroys) {
            List<Operation> accepted = progress.accepted();
            if (destroys && !accepted.isEmpty()) {
                DeletionUndoToasts.showPending(
                        messages.text(BulkActionMessageKeys.key(progress.action(), "pending"), accepted.size()),
                        messages,
                        () -> cancelAll(caller, accepted));
            }
        }

        /**
         * Cancels the operations in the background, because each cancellation is a transaction. Starts with the
         * operations that are due first.
         */
        private void cancelAll(Caller caller, List<Operation> accepted) {
            services.uiPush().submit(caller.userId(), () -> {
                long cancelled = accepted.stream()
                        .sorted(Comparator.comparing(Operation::acceptedAt))
                        .filter(operation -> tryCancel(caller, operation))
                        .count();
                String text = messages.text("servers.bulk.undone", cancelled, accepted.size());
                uiTasks.accept(() -> {
                    if (cancelled == accepted.size()) {
                        Toasts.showSuccess(text);
                    } else {
                        Toasts.showError(text, messages.text("servers.bulk.undone.rest"));
                    }
                });
            });
        }

        /**
         * Tries to cancel the operation, and returns whether it was cancelled. Throws no exception, so that the
         * remaining operations are also cancelled.
         */
        private boolean tryCancel(Caller caller, Operation operation) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return services.operations()
                            .cancel(caller, operation.id())
                            .filter(now -> now.state() == Operation.State.CANCELLED)
                            .isPresent();
                } catch (RuntimeException e) {
                    if (attempt == MAX_CANCEL_ATTEMPTS) {
                        LOG.warn("Could not cancel operation {}", operation.id(), e);
                        return false;
                    }
                }
            }
        }
    }
}
