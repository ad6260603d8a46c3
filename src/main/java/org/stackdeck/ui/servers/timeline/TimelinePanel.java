package org.stackdeck.ui.servers.timeline;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** A server's timeline or its newest entries, with a note if the timeline is empty or incomplete. */
public final class TimelinePanel extends Div {

    private final Messages messages;
    private final int maxEntries;
    private final TimelineList list;
    private final Div note = StyledElements.div("activity-note");
    private transient ServerTimeline.@Nullable Problem shownProblem;
    private boolean noted;

    /**
     * @param maxEntries maximum number of entries; older entries are not shown
     * @param onRerun called with the entry to run again
     */
    public TimelinePanel(
            Messages messages, Clock clock, int maxEntries, SerializableConsumer<TimelineListEntry> onRerun) {
        this.messages = messages;
        this.maxEntries = maxEntries;
        this.list = new TimelineList(messages, clock, onRerun);
        addClassName("activity");
        note.getElement().setAttribute("role", "status");
        clear();
        add(note, list);
    }

    /** Removes all entries and shows that the timeline is being loaded. */
    public void clear() {
        list.update(List.of());
        noted = false;
        note.setClassName("remark", false);
        note.setText(messages.text("servers.activity.reading"));
        note.setVisible(true);
    }

    public void update(List<TimelineListEntry> lines, ServerTimeline serverTimeline) {
        list.update(lines.subList(0, Math.min(maxEntries, lines.size())));
        ServerTimeline.Problem problem = serverTimeline.problem();
        note.setClassName("remark", problem != null);
        note.setVisible(problem != null || lines.isEmpty());
        // Setting the same note again would cause an unnecessary push.
        if (noted && Objects.equals(problem, shownProblem)) {
            return;
        }
        noted = true;
        shownProblem = problem;
        note.removeAll();
        if (problem == null) {
            note.setText(messages.text("servers.activity.none"));
        } else {
            note.add(new SpriteIcon("warn"), explanation(problem));
        }
    }

    private Div explanation(ServerTimeline.Problem problem) {
        Div explanation = new Div(new Div(messages.text("servers.activity.untold")));
        if (problem.limitExceeded()) {
            explanation.add(new Div(messages.text("servers.too-many-questions")));
        } else {
            Span message = StyledElements.span("hint", problem.message());
            explanation.add(
                    new Div(messages.text(
                            "servers.problem." + problem.category().name())),
                    message);
        }
        return explanation;
    }
}
