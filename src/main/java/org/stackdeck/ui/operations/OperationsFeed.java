package org.stackdeck.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;

/** The operations that the viewer of this page may know of: their own, and those on servers that they may see now. */
@org.springframework.stereotype.Component
@UIScope
public class OperationsFeed {

    private final Operations operations;
    private final Viewer viewer;
    private final CurrentUser currentUser;
    private final Live live;
    private final WaysAgain waysAgain;
    private final UsualDurations usual;

    OperationsFeed(
            Operations operations,
            Viewer viewer,
            CurrentUser currentUser,
            Live live,
            WaysAgain waysAgain,
            UsualDurations usual) {
        this.operations = operations;
        this.viewer = viewer;
        this.currentUser = currentUser;
        this.live = live;
        this.waysAgain = waysAgain;
        this.usual = usual;
    }

    /** A part of a page that shows operations. All is called under the page's lock. */
    interface Reader {

        /** Takes those that it does not know yet. */
        void fill(List<Operation> recent);

        /** Takes news. */
        void take(List<Operation> news);

        /** Forgets those that the viewer may no longer know of. */
        void keep(Predicate<Operation> visible);
    }

    UserId viewer() {
        return viewer.id();
    }

    WaysAgain waysAgain() {
        return waysAgain;
    }

    /** How long one that runs should still take. */
    Optional<Remaining> remaining(Operation operation) {
        return Remaining.of(operation, usual);
    }

    /**
     * Fills the reader now, and tells it of all that changes, the viewer's rights included.
     *
     * @param most operations to begin with
     */
    Subscription follow(UI ui, Component part, int most, Reader reader) {
        Caller caller = currentUser.caller();
        Subscription news = operations.subscribe(live.newestOfEach(
                ui,
                part,
                Operation::id,
                told -> reader.take(told.stream().filter(this::covers).toList())));
        Consumer<Boolean> review = live.newest(ui, part, _ -> reader.keep(this::covers));
        Consumer<List<Operation>> refill = live.newest(ui, part, reader::fill);
        Subscription rights = viewer.onChange(() -> {
            review.accept(true);
            refill.accept(operations.recent(caller, most));
        });
        reader.fill(operations.recent(caller, most));
        return () -> {
            rights.close();
            news.close();
        };
    }

    private boolean covers(Operation operation) {
        return operations.mayKnow(viewer.subject(), operation);
    }
}
