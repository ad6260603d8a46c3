package org.stackdeck.ui.servers;

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
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.Durations;
import org.stackdeck.ui.operations.OperationWords;
import org.stackdeck.ui.operations.Remaining;

/** A server's timeline, newest entry first. Unchanged entries keep their components. */
final class ActivityList extends OrderedList {

    private final Words words;
    private final Clock clock;
    private final SerializableConsumer<ActivityLine> again;
    private Map<String, Item> items = Map.of();

    /** @param again called with the entry to run again */
    ActivityList(Words words, Clock clock, SerializableConsumer<ActivityLine> again) {
        this.words = words;
        this.clock = clock;
        this.again = again;
        addClassName("timeline");
        getElement().setAttribute("aria-label", words.say("servers.activity.title"));
    }

    void show(List<ActivityLine> lines) {
        Map<String, Item> next = new HashMap<>();
        List<Item> order = new ArrayList<>();
        for (ActivityLine line : lines) {
            Item known = items.get(line.id());
            Item item = known != null && known.line.equals(line) ? known : new Item(line);
            next.put(line.id(), item);
            order.add(item);
        }
        items.values().stream().filter(item -> next.get(item.line.id()) != item).forEach(this::remove);
        for (int i = 0; i < order.size(); i++) {
            if (i >= getComponentCount() || getComponentAt(i) != order.get(i)) {
                addComponentAtIndex(i, order.get(i));
            }
        }
        items = next;
    }

    private final class Item extends ListItem {

        private final ActivityLine line;

        Item(ActivityLine line) {
            this.line = line;
            addClassName(OperationWords.tone(line.state()));
            Span knob = new Span(new Icon(icon(line.what()), "i i-s"));
            knob.addClassName("knob");
            Div text = new Div(head(), meta());
            Optional.ofNullable(line.why()).map(words::say).ifPresent(why -> text.add(said(why, "why")));
            Optional.ofNullable(line.said())
                    .filter(said -> !said.isBlank())
                    .ifPresent(said -> text.add(said(said, "said")));
            add(knob, text);
        }

        private Div head() {
            Span what = new Span(what());
            what.addClassName("strong");
            Div head = new Div(what);
            head.addClassName("what");
            if (line.outside()) {
                Span outside = new Span(words.say("servers.activity.outside"));
                outside.addClassName("tag");
                head.add(outside);
            }
            head.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                            line.at().toEpochMilli()));
            return head;
        }

        private String what() {
            return line.outside()
                    ? words.find("servers.activity.nova." + line.what()).orElse(line.what())
                    : words.say(Phrase.of("servers.action." + line.what()));
        }

        private Div meta() {
            Span who = new Span(words.say(line.who()));
            who.addClassName("by");
            Div meta = new Div(who, dot(), new Span(words.say(OperationWords.state(line.state()))));
            meta.addClassName("meta");
            Duration took = line.took();
            if (took != null) {
                meta.add(dot(), new Span(Durations.say(took, words)));
            } else if (!line.state().ended() && !line.outside()) {
                meta.add(dot());
                meta.getElement()
                        .appendChild(new Element("sd-elapsed")
                                .setAttribute(
                                        "ms",
                                        String.valueOf(Duration.between(line.at(), clock.instant())
                                                .toMillis())));
            }
            Remaining remaining = line.remaining();
            if (remaining != null) {
                meta.add(dot());
                meta.getElement()
                        .appendChild(new Element("sd-left")
                                .setAttribute(
                                        "usual",
                                        String.valueOf(remaining.usual().toMillis()))
                                .setAttribute("ms", String.valueOf(remaining.left(clock.instant()))));
            }
            String request = line.requestId();
            if (request != null) {
                NativeButton copy = Buttons.copy(request, words.say("operation.request.copy"));
                copy.setTitle(request);
                copy.addClassName("text");
                copy.add(new Span(words.say("operation.request")));
                meta.add(copy);
            }
            if (line.again() != null) {
                meta.add(againButton(line.again()));
            }
            return meta;
        }

        private NativeButton againButton(String label) {
            NativeButton button = new NativeButton(words.say(label), _ -> again.accept(line));
            button.getElement().setAttribute("type", "button");
            button.addClassName("link");
            button.setAriaLabel(words.say("operation.again.of", words.say(label), what()));
            return button;
        }

        private static Span dot() {
            Span dot = new Span("·");
            dot.addClassName("dot");
            return dot;
        }

        private static Div said(String text, String kind) {
            Div said = new Div(text);
            said.addClassName(kind);
            return said;
        }
    }

    /** Returns the icon of an action, by its Stackdeck or Nova name. */
    static String icon(String what) {
        return switch (what) {
            case "start", "unpause", "resume", "unrescue", "restore" -> "play";
            case "stop" -> "stop";
            case "pause" -> "pause";
            case "suspend" -> "moon";
            case "shelve", "shelve-offload", "shelveOffload" -> "shelve";
            case "unshelve" -> "unshelve";
            case "reboot", "rebuild" -> "reboot";
            case "rename", "set-description" -> "pencil";
            case "snapshot", "createImage", "createBackup" -> "camera";
            case "resize", "migrate", "live-migrate", "live-migration" -> "expand";
            case "set-password", "changePassword" -> "key";
            case "rescue" -> "plus";
            case "attach-volume", "detach-volume", "attach_volume", "detach_volume" -> "disk";
            case "attach-interface", "detach-interface", "attach_interface", "detach_interface" -> "plug";
            case "associate-floating-ip", "disassociate-floating-ip" -> "cloud";
            case "add-security-group", "remove-security-group" -> "shield";
            case "add-tag", "remove-tag", "set-metadata", "remove-metadata" -> "tag";
            case "reset-state", "resetState" -> "settings";
            case "hard-reboot" -> "bolt";
            case "confirm-resize", "confirmResize" -> "check";
            case "revert-resize", "revertResize" -> "undo";
            case "lock" -> "lock";
            case "unlock" -> "unlock";
            case "delete", "force-delete" -> "trash";
            case "create" -> "plus";
            default -> "pulse";
        };
    }
}
