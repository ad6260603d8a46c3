package org.stackdeck.ui.servers.timeline;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.ui.actions.ActionIcons;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.DurationFormatter;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.operations.RemainingTime;

/** A server's timeline, newest entry first. Unchanged entries keep their components. */
public final class TimelineList extends OrderedList {

    private final Messages messages;
    private final Clock clock;
    private final SerializableConsumer<TimelineListEntry> onRerun;
    private Map<String, Item> items = Map.of();

    /** @param onRerun called with the entry to run again */
    TimelineList(Messages messages, Clock clock, SerializableConsumer<TimelineListEntry> onRerun) {
        this.messages = messages;
        this.clock = clock;
        this.onRerun = onRerun;
        addClassName("timeline");
        getElement().setAttribute("aria-label", messages.text("servers.activity.title"));
    }

    void update(List<TimelineListEntry> lines) {
        Map<String, Item> next = new HashMap<>();
        List<Item> order = new ArrayList<>();
        for (TimelineListEntry entry : lines) {
            Item present = items.get(entry.id());
            Item item = present != null && present.entry.equals(entry) ? present : new Item(entry);
            next.put(entry.id(), item);
            order.add(item);
        }
        items.values().stream()
                .filter(item -> next.get(item.entry.id()) != item)
                .forEach(this::remove);
        for (int i = 0; i < order.size(); i++) {
            if (i >= getComponentCount() || getComponentAt(i) != order.get(i)) {
                addComponentAtIndex(i, order.get(i));
            }
        }
        items = next;
    }

    private final class Item extends ListItem {

        private final TimelineListEntry entry;

        Item(TimelineListEntry entry) {
            this.entry = entry;
            addClassName(OperationLabels.tone(entry.state()));
            Span knob = StyledElements.span("knob", new SpriteIcon(ActionIcons.icon(entry.actionKey()), "i i-s"));
            Div text = new Div(head(), meta());
            Optional.ofNullable(entry.reason())
                    .map(messages::text)
                    .ifPresent(reason -> text.add(detailText(reason, "why")));
            Optional.ofNullable(entry.cloudMessage())
                    .filter(message -> !message.isBlank())
                    .ifPresent(message -> text.add(detailText(message, "said")));
            add(knob, text);
        }

        private Div head() {
            Span what = StyledElements.span("strong", what());
            Div head = StyledElements.div("what", what);
            if (entry.external()) {
                Span outside = StyledElements.span("tag", messages.text("servers.activity.outside"));
                head.add(outside);
                ActionTerms.ofNovaAction(entry.actionKey())
                        .ifPresent(term -> head.add(new ExplainButton(term, messages)));
            }
            head.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                            entry.at().toEpochMilli()));
            return head;
        }

        private String what() {
            return entry.external()
                    ? messages.findText("servers.activity.nova." + entry.actionKey())
                            .orElse(entry.actionKey())
                    : messages.text(Message.of("servers.action." + entry.actionKey()));
        }

        private Div meta() {
            Span who = StyledElements.span("by", messages.text(entry.actor()));
            Div meta = StyledElements.div(
                    "meta", who, dot(), new Span(messages.text(OperationLabels.state(entry.state()))));
            Duration took = entry.duration();
            if (took != null) {
                meta.add(dot(), new Span(DurationFormatter.format(took, messages)));
            } else if (!entry.state().isFinal() && !entry.external()) {
                meta.add(dot());
                meta.getElement()
                        .appendChild(new Element("sd-elapsed")
                                .setAttribute(
                                        "ms",
                                        String.valueOf(Duration.between(entry.at(), clock.instant())
                                                .toMillis())));
            }
            RemainingTime remainingTime = entry.remainingTime();
            if (remainingTime != null) {
                meta.add(dot());
                meta.getElement()
                        .appendChild(new Element("sd-left")
                                .setAttribute(
                                        "usual",
                                        String.valueOf(
                                                remainingTime.usualDuration().toMillis()))
                                .setAttribute("ms", String.valueOf(remainingTime.remainingMillis(clock.instant()))));
            }
            String request = entry.requestId();
            if (request != null) {
                NativeButton copy = NativeButtons.copy(request, messages.text("operation.request.copy"));
                copy.setTitle(request);
                copy.addClassName("text");
                copy.add(new Span(messages.text("operation.request")));
                meta.add(copy);
            }
            if (entry.rerunLabel() != null) {
                meta.add(rerunButton(entry.rerunLabel()));
            }
            return meta;
        }

        private NativeButton rerunButton(String label) {
            NativeButton button = NativeButtons.text(messages.text(label), "link", () -> onRerun.accept(entry));
            button.setAriaLabel(messages.text("operation.again.of", messages.text(label), what()));
            return button;
        }

        private static Span dot() {
            return StyledElements.span("dot", "·");
        }

        private static Div detailText(String text, String kind) {
            Div detail = new Div(text);
            detail.addClassName(kind);
            return detail;
        }
    }
}
