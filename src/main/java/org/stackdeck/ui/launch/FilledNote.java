package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.operations.FailedLaunch.LeftOut;
import org.stackdeck.ui.component.Words;

/** What the form was filled in from, and what of that is not in it. */
final class FilledNote extends Div {

    private final Words words;

    FilledNote(Words words) {
        this.words = words;
        addClassName("filled-note");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void showFailed(Collection<LeftOut> leftOut) {
        show(
                words.say("launch.filled.failed"),
                "launch.filled.missing",
                leftOut.stream().map(LeftOut::word).toList());
    }

    /**
     * It is like a server.
     *
     * @param missing the words of what is not in the form
     */
    void showLike(String server, Set<String> missing) {
        show(words.say("launch.filled.like", server), "launch.filled.not-copied", missing);
    }

    /** What was to be filled in from is not there. */
    void showGone() {
        setText(words.say("launch.filled.gone"));
        setVisible(true);
    }

    /**
     * @param from what it was filled in from
     * @param lacks key of what names what is not in the form
     * @param missing last parts of the keys of what is not in the form
     */
    private void show(String from, String lacks, Collection<String> missing) {
        String all = missing.stream()
                .sorted()
                .map(one -> words.say("launch.filled.part." + one))
                .collect(Collectors.joining(words.say("launch.untold.comma")));
        setText((from + " " + (missing.isEmpty() ? "" : words.say(lacks, all))).strip());
        setVisible(true);
    }
}
