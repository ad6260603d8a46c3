package org.stackdeck.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Operations that the viewer of this page may see: their own, and those on servers that they may see now. */
@org.springframework.stereotype.Component
@UIScope
public class OperationsFeed {

    private final Operations operations;
    private final Viewer viewer;
    private final CurrentUser currentUser;
    private final Live live;
    private final WaysAgain waysAgain;
    private final DeletedServers deleted;
    private final UsualDurations usual;

    OperationsFeed(
            Operations operations,
            Viewer viewer,
            CurrentUser currentUser,
            Live live,
            WaysAgain waysAgain,
            DeletedServers deleted,
            UsualDurations usual) {
        this.operations = operations;
        this.viewer = viewer;
        this.currentUser = currentUser;
        this.live = live;
        this.waysAgain = waysAgain;
        this.deleted = deleted;
        this.usual = usual;
    }

    /** Part of a page that shows operations. All methods are called with the session lock held. */
    interface Reader {

        /** Adds operations that are not known yet. */
        void fill(List<Operation> recent);

        /** Applies updates. */
        void take(List<Operation> news);

        /** Removes operations that the viewer may no longer see. */
        void keep(Predicate<Operation> visible);

        /** Repaints operations on these servers because their rerun actions changed. */
        default void repaint(Set<ServerKey> servers) {}
    }

    UserId viewer() {
        return viewer.id();
    }

    WaysAgain waysAgain() {
        return waysAgain;
    }

    /** Returns the remaining time of a running operation. */
    Optional<Remaining> remaining(Operation operation) {
        return Remaining.of(operation, usual);
    }

    /** Returns whether the viewer can be shown a generated password. */
    boolean hasPassword(Operation operation) {
        return operation.passwordMade() && operation.by().equals(viewer.id());
    }

    void showPassword(Operation operation, Words words) {
        operations
                .tellPassword(currentUser.caller(), operation.id())
                .ifPresentOrElse(
                        password -> new PasswordDialog(operation, password, words).open(),
                        () -> Toasts.problem(words.say("operation.password.gone"), ""));
    }

    /**
     * Adds the recent operations now and notifies the reader of all later changes, including those of the viewer's
     * rights.
     *
     * @param most maximum number of recent operations
     */
    Subscription follow(UI ui, Component part, int most, Reader reader) {
        Caller caller = currentUser.caller();
        Subscription news = operations.subscribe(live.newestOfEach(
                ui,
                part,
                Operation::id,
                told -> reader.take(told.stream().filter(this::covers).toList())));
        Subscription kept = deleted.watch(live.newestOfEach(
                ui, part, Function.<ServerKey>identity(), servers -> reader.repaint(Set.copyOf(servers))));
        Consumer<Boolean> review = live.newest(ui, part, _ -> reader.keep(this::covers));
        Consumer<List<Operation>> refill = live.newest(ui, part, reader::fill);
        Subscription rights = viewer.onChange(() -> {
            review.accept(true);
            refill.accept(operations.recent(caller, most));
        });
        reader.fill(operations.recent(caller, most));
        return () -> {
            rights.close();
            kept.close();
            news.close();
        };
    }

    private boolean covers(Operation operation) {
        return operations.mayKnow(viewer.subject(), operation);
    }
}
