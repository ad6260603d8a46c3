package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.util.List;
import org.stackdeck.operations.Timeline;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** A server's timeline or its newest entries, with a notice if the timeline is empty or incomplete. */
final class ActivityPane extends Div {

    private final Words words;
    private final int most;
    private final ActivityList list;
    private final Div note = new Div();

    /**
     * @param most maximum number of entries, newest first
     * @param again called with the entry to run again
     */
    ActivityPane(Words words, Clock clock, int most, SerializableConsumer<ActivityLine> again) {
        this.words = words;
        this.most = most;
        this.list = new ActivityList(words, clock, again);
        addClassName("activity");
        note.addClassName("activity-note");
        note.getElement().setAttribute("role", "status");
        note.setText(words.say("servers.activity.reading"));
        add(note, list);
    }

    void show(List<ActivityLine> lines, Timeline timeline) {
        list.show(lines.subList(0, Math.min(most, lines.size())));
        note.removeAll();
        Timeline.Problem problem = timeline.problem();
        note.setClassName("remark", problem != null);
        note.setVisible(problem != null || lines.isEmpty());
        if (problem == null) {
            note.setText(words.say("servers.activity.none"));
        } else {
            Span said = new Span(problem.message());
            said.addClassName("hint");
            note.add(
                    new Icon("warn"),
                    new Div(
                            new Div(words.say("servers.activity.untold")),
                            new Div(words.say(
                                    "servers.problem." + problem.category().name())),
                            said));
        }
    }
}
