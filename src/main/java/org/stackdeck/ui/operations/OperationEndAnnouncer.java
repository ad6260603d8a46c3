package org.stackdeck.ui.operations;

import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.i18n.Messages;

/**
 * Announces to screen readers that operations of the viewer have succeeded. Operations that end within {@link #BURST}
 * of each other are announced by their number, and the browser shows at most one text a second. It clears the text
 * before, because screen readers ignore an equal text.
 */
final class OperationEndAnnouncer extends Span {

    static final Duration BURST = Duration.ofSeconds(5);
    static final String TEXT = "data-announcement";

    private static final String ANNOUNCE_LATER = """
            this.next = $0;
            this.textContent = '';
            this.timer ??= setTimeout(() => { this.timer = undefined; this.textContent = this.next; }, 1000);
            """;

    private final Messages messages;
    private final transient Clock clock;
    private @Nullable Instant last;
    private int count;

    OperationEndAnnouncer(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        addClassName("sr");
        getElement().setAttribute("role", "status");
    }

    /** @param ended operations of the viewer that have succeeded since the last call */
    void announce(List<Operation> ended) {
        if (ended.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        boolean burst = last != null && now.isBefore(last.plus(BURST));
        count = burst ? count + ended.size() : ended.size();
        last = now;
        Operation latest = ended.getLast();
        String text = count > 1
                ? messages.text("operation.announce.several", count)
                : messages.text(
                        "operation.announce",
                        (messages.text(OperationLabels.action(latest)) + " " + OperationLabels.target(latest)).strip());
        getElement().setAttribute(TEXT, text);
        getElement().executeJs(ANNOUNCE_LATER, text);
    }
}
