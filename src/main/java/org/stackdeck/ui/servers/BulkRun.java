package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.operations.Asked;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/**
 * One bulk action from its confirmation on. It runs on its own thread, because hundreds of servers take a while, and
 * continues when the dialog or page is closed.
 */
final class BulkRun {

    private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);

    /**
     * Extends the undo period for each server, so that the first deletion is still pending when the last one is
     * submitted.
     */
    private static final Duration EACH = Duration.ofMillis(50);

    /** Attempts to cancel an operation, in case of concurrent updates. */
    private static final int ATTEMPTS = 3;

    /** Maximum number of refused servers named in the toast after the dialog was closed. */
    private static final int NAMED = 5;

    private final BulkActions.Parts parts;
    private final Component page;
    private final BulkDialog dialog;
    private final Words words;
    private final Runnable asked;

    /** @param asked runs after the first operation was submitted */
    BulkRun(BulkActions.Parts parts, Component page, BulkDialog dialog, Words words, Runnable asked) {
        this.parts = parts;
        this.page = page;
        this.dialog = dialog;
        this.words = words;
        this.asked = asked;
    }

    void start(UI ui, List<ServerKey> servers, ServerAction action) {
        Caller caller = parts.currentUser().caller();
        boolean destroys = action.destroys();
        Duration grace = destroys ? RowActions.GRACE.plus(EACH.multipliedBy(servers.size())) : Duration.ZERO;
        Shown shown = new Shown(action, servers);
        Consumer<List<Runnable>> tell = parts.live().merged(ui, page, BulkRun::both, steps -> {
            steps.forEach(Runnable::run);
            shown.paint();
        });
        shown.follow(ui, tell);
        Thread.ofVirtual().name("bulk-submit").start(() -> {
            try {
                parts.bulk()
                        .submit(
                                caller,
                                servers,
                                Order.of(action),
                                grace,
                                (server, answer) -> tell.accept(List.of(() -> shown.take(server, answer))));
                tell.accept(List.of(() -> shown.asked(caller, destroys)));
            } catch (StepUpRequiredException needed) {
                tell.accept(List.of(() -> shown.prove(caller, destroys, needed)));
            } catch (RuntimeException e) {
                LOG.warn("Bulk submission aborted", e);
                tell.accept(List.of(() -> shown.breakOff(caller, destroys)));
            }
        });
    }

    private static List<Runnable> both(List<Runnable> earlier, List<Runnable> later) {
        List<Runnable> both = new ArrayList<>(earlier);
        both.addAll(later);
        return both;
    }

    /** State shown on the page. Accessed only with the session lock held. */
    private final class Shown {

        private final BulkProgress progress;
        private boolean begun;
        private Subscription news = () -> {};
        private Consumer<List<Runnable>> tell = _ -> {};

        Shown(ServerAction action, List<ServerKey> servers) {
            this.progress = new BulkProgress(action, servers);
        }

        /** @param later runs its argument on the page, from any thread */
        void follow(UI ui, Consumer<List<Runnable>> later) {
            tell = later;
            news = parts.operations().subscribe(parts.live().newestOfEach(ui, page, Operation::id, this::take));
            page.addDetachListener(detach -> {
                detach.unregisterListener();
                news.close();
            });
        }

        private void take(List<Operation> operations) {
            boolean ours = false;
            for (Operation operation : operations) {
                ours |= progress.take(operation);
            }
            if (ours) {
                paint();
            }
        }

        void take(ServerKey server, Asked answer) {
            progress.take(server, answer);
            if (!begun) {
                begun = true;
                asked.run();
            }
        }

        void asked(Caller caller, boolean destroys) {
            if (progress.refused() > 0 && !dialog.isOpened()) {
                Toasts.problem(
                        words.say("servers.bulk.refused", progress.refused(), progress.all()),
                        dialog.named(progress.refused(NAMED), server -> words.say(progress.say(server))));
            }
            offerUndo(caller, destroys);
        }

        void breakOff(Caller caller, boolean destroys) {
            progress.breakOff();
            begun = true;
            Toasts.problem(words.say("servers.bulk.broke-off"), words.say("servers.bulk.broke-off.more"));
            offerUndo(caller, destroys);
        }

        /** If re-authentication expires during the run, the remaining servers are skipped. */
        void prove(Caller caller, boolean destroys, StepUpRequiredException needed) {
            if (begun) {
                breakOff(caller, destroys);
            } else {
                news.close();
                dialog.prove(needed);
            }
        }

        void paint() {
            if (begun && dialog.isOpened()) {
                dialog.show(progress);
            }
            if (progress.over()) {
                news.close();
            }
        }

        private void offerUndo(Caller caller, boolean destroys) {
            List<Operation> accepted = progress.accepted();
            if (destroys && !accepted.isEmpty()) {
                Toasts.pending(
                        words.say("servers.bulk.pending", accepted.size()),
                        words.say("servers.delete.pending.more", RowActions.GRACE.toSeconds()),
                        words.say("servers.delete.undo"),
                        RowActions.GRACE,
                        () -> withdraw(caller, accepted));
            }
        }

        /**
         * Runs in the background because each cancellation is a transaction. Operations that are due first are
         * cancelled first.
         */
        private void withdraw(Caller caller, List<Operation> accepted) {
            Thread.ofVirtual().name("bulk-cancel").start(() -> {
                long withdrawn = accepted.stream()
                        .sorted(Comparator.comparing(Operation::acceptedAt))
                        .filter(operation -> withdrawn(caller, operation))
                        .count();
                String told = words.say("servers.bulk.undone", withdrawn, accepted.size());
                tell.accept(List.of(() -> {
                    if (withdrawn == accepted.size()) {
                        Toasts.done(told);
                    } else {
                        Toasts.problem(told, words.say("servers.bulk.undone.rest"));
                    }
                }));
            });
        }

        /** Returns false on failure, so that the other operations are still cancelled. */
        private boolean withdrawn(Caller caller, Operation operation) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return parts.operations()
                            .withdraw(caller, operation.id())
                            .filter(now -> now.state() == Operation.State.CANCELLED)
                            .isPresent();
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS) {
                        LOG.warn("Could not cancel operation {}", operation.id(), e);
                        return false;
                    }
                }
            }
        }
    }
}
