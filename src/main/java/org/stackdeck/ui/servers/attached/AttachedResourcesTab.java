package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.live.AgeLabel;

/**
 * Tab with resources of a server, from the lists that all viewers share. Follows them while it is selected. Shows their
 * age if the cloud fails or responds slowly.
 */
public final class AttachedResourcesTab<T> extends Div {

    /** Longer than the interval in which confirmations are delivered, so that the age is hidden while they arrive. */
    private static final Duration MIN_AGE = Duration.ofSeconds(10);

    private final transient Function<Consumer<AttachedResources>, AttachedResourceSubscription> subscriptions;
    private final transient Function<AttachedResources, Optional<T>> content;
    private final transient Function<T, Component> renderer;
    private final transient Consumer<Optional<AttachedResources>> listener;
    private final Messages messages;
    private final StatusNotice notice = new StatusNotice();
    private final AgeLabel age;
    private final Div shown = new Div();
    private @Nullable AttachedResourceSubscription subscription;
    private transient Freshness.@Nullable Problem displayedProblem;
    private transient @Nullable T displayed;

    /**
     * @param subscriptions creates the component that delivers the resources
     * @param content returns what the tab shows; empty if a list is missing
     * @param listener receives the resources that the tab shows; empty when the tab stops following them
     */
    public AttachedResourcesTab(
            Function<Consumer<AttachedResources>, AttachedResourceSubscription> subscriptions,
            Function<AttachedResources, Optional<T>> content,
            Function<T, Component> renderer,
            Consumer<Optional<AttachedResources>> listener,
            Messages messages,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.content = content;
        this.renderer = renderer;
        this.listener = listener;
        this.messages = messages;
        this.age = new AgeLabel(messages, clock, MIN_AGE);
        addClassName("parts-pane");
        showLoading();
        add(notice, age, shown);
    }

    public void activate() {
        if (subscription == null) {
            AttachedResourceSubscription created = subscriptions.apply(this::show);
            subscription = created;
            add(created);
        }
    }

    public void deactivate() {
        if (subscription != null) {
            remove(subscription);
            subscription = null;
            listener.accept(Optional.empty());
        }
    }

    /** Removes the content when the viewer can no longer see the server. */
    public void clear() {
        deactivate();
        displayed = null;
        displayedProblem = null;
        shown.removeAll();
        age.update(null);
        showLoading();
    }

    private void showLoading() {
        notice.show(messages.text("servers.parts.reading"), "");
    }

    private void show(AttachedResources attached) {
        if (subscription == null) {
            return;
        }
        Optional<T> newest = content.apply(attached);
        showProblem(attached.problem());
        age.update(attached.confirmedAt());
        // Keeps equal content, because replacing it would lose the focus and the input.
        if (newest.isPresent() && !newest.get().equals(displayed)) {
            shown.removeAll();
            shown.add(renderer.apply(newest.get()));
            displayed = newest.get();
        }
        listener.accept(Optional.of(attached));
    }

    private void showProblem(Freshness.@Nullable Problem problem) {
        if (problem == null) {
            notice.setVisible(false);
        } else if (displayedProblem == null || !Objects.equals(displayedProblem.message(), problem.message())) {
            notice.show(messages.text("servers.parts.unknown"), problem.message());
        }
        displayedProblem = problem;
    }
}
