package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Footer of the application pages. Shows operations that have not ended, recent failures and generated passwords that
 * the viewer has not seen. Opens a panel with the list of operations.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class OperationsFooterBar extends Div implements OperationsFeed.Listener {

    private static final int RECENT = 50;
    private static final int SHOWN = 2;

    private final transient OperationsFeed feed;
    private final transient UiPush uiPush;
    private final transient OperationsBarModel model;
    private final transient Clock clock;
    private final Messages messages = Messages.current();
    private final Div entries = StyledElements.div("news");
    private final Span counts = StyledElements.span("counts");
    private final NativeButton head = new LightweightButton(this::togglePanel);
    private final OperationsPanel panel;
    private final OperationEndAnnouncer announcer;
    private final transient Set<OperationId> announced = new HashSet<>();
    private transient Subscription removal = () -> {};
    private @Nullable Instant removalAt;
    private Instant attachedAt = Instant.MAX;

    OperationsFooterBar(OperationsFeed feed, UiPush uiPush, Clock clock) {
        this.feed = feed;
        this.uiPush = uiPush;
        this.clock = clock;
        this.model = new OperationsBarModel(clock, feed::hasPassword);
        this.panel = new OperationsPanel(
                () -> new OperationsList(feed, messages, clock, () -> {}), messages, this::updateExpanded);
        addClassName("ops-foot");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", messages.text("operation.title"));
        head.addClassName("head");
        new InnerHtmlBuilder().icon("up").text(messages.text("operation.title")).applyTo(head);
        updateExpanded();
        entries.getElement().setAttribute("aria-live", "polite");
        announcer = new OperationEndAnnouncer(messages, clock);
        add(panel, StyledElements.div("ops", head, entries, counts), announcer);
    }

    private void togglePanel() {
        if (panel.isOpen()) {
            panel.close();
        } else {
            panel.open(false);
        }
    }

    private void updateExpanded() {
        head.getElement().setAttribute("aria-expanded", String.valueOf(panel.isOpen()));
        setClassName("open", panel.isOpen());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        attachedAt = clock.instant();
        removalAt = null;
        UiPush.closeOnDetach(this, feed.subscribe(event.getUI(), this, RECENT, this));
    }

    @Override
    public void addMissing(List<Operation> recent) {
        model.addMissing(recent);
        refresh();
    }

    @Override
    public void applyUpdates(List<Operation> updates) {
        // Failures are in the list of entries, which is a live region too.
        announcer.announce(updates.stream().filter(this::endsNow).toList());
        updates.forEach(model::apply);
        refresh();
    }

    /**
     * Returns whether the operation of the viewer was running or was accepted while the page was open. An operation can
     * end before the page has received it.
     */
    private boolean endsNow(Operation operation) {
        return operation.state() == Operation.State.SUCCEEDED
                && operation.userId().equals(feed.viewer())
                && (model.isRunning(operation.id()) || !operation.acceptedAt().isBefore(attachedAt))
                && announced.add(operation.id());
    }

    @Override
    public void applyVisibility(Function<Operation, Optional<Operation>> visible) {
        model.applyVisibility(visible);
        refresh();
    }

    /** Refreshes the bar when the display time of an entry ends, because no other event occurs then. */
    private void scheduleRemoval() {
        Instant next = model.nextRemoval().orElse(null);
        if (Objects.equals(next, removalAt)) {
            return;
        }
        removal.close();
        removalAt = next;
        removal = next == null
                ? () -> {}
                : uiPush.runAfter(UI.getCurrentOrThrow(), this, Duration.between(clock.instant(), next), () -> {
                    removalAt = null;
                    refresh();
                });
    }

    private void refresh() {
        scheduleRemoval();
        List<Operation> running = model.running();
        List<Operation> failed = model.failed();
        entries.removeAll();
        running.stream().limit(SHOWN).forEach(operation -> entries.add(running(operation)));
        failed.stream().limit(1).forEach(operation -> entries.add(failed(operation)));
        model.withUnseenPassword().stream().limit(1).forEach(operation -> entries.add(withPassword(operation)));
        counts.removeAll();
        if (!running.isEmpty()) {
            counts.add(count("s-moving", "s s-moving spin", "operation.bar.running", running.size()));
        }
        if (!failed.isEmpty()) {
            counts.add(count("s-error", "s s-error", "operation.bar.failed", failed.size()));
        }
        if (running.isEmpty() && failed.isEmpty()) {
            counts.add(StyledElements.span("muted", messages.text("operation.bar.quiet")));
        }
    }

    private Div running(Operation operation) {
        Element since = new Element("sd-elapsed")
                .setAttribute(
                        "ms",
                        String.valueOf(Duration.between(operation.acceptedAt(), clock.instant())
                                .toMillis()));
        Div line = line("s-moving", "s s-moving spin", operation);
        line.getElement().appendChild(since);
        return line;
    }

    private Div failed(Operation operation) {
        Div line = line("s-error", "s s-error", operation);
        line.add(new Span(messages.text("operation.bar.failed-word")));
        Span why =
                new Span(OperationLabels.reason(operation).map(messages::text).orElse(""));
        why.addClassNames("muted", "clip");
        line.add(why, link("operation.bar.why", () -> panel.open(true)));
        return line;
    }

    private Div withPassword(Operation operation) {
        Div line = line("key", "i i-s", operation);
        line.add(link("operation.password.show", () -> feed.showPassword(operation, messages)));
        return line;
    }

    private NativeButton link(String key, Runnable pressed) {
        return NativeButtons.text(messages.text(key), "link", pressed);
    }

    private Div line(String icon, String classes, Operation operation) {
        Span server = StyledElements.span("strong clip", OperationLabels.target(operation));
        return StyledElements.div(
                "op",
                new SpriteIcon(icon, classes),
                new Span(messages.text(OperationLabels.action(operation))),
                server);
    }

    private Span count(String icon, String classes, String key, int number) {
        return StyledElements.span("count", new SpriteIcon(icon, classes), new Span(messages.text(key, number)));
    }
}
