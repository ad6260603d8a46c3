package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.Collection;
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
        show("launch.filled.failed", leftOut.stream().map(LeftOut::word).toList());
    }

    /** What was to be filled in from is not there. */
    void showGone() {
        setText(words.say("launch.filled.gone"));
        setVisible(true);
    }

    /**
     * @param from key of what it was filled in from
     * @param missing last parts of the keys of what is not in the form
     */
    private void show(String from, Collection<String> missing) {
        String all = missing.stream()
                .sorted()
                .map(one -> words.say("launch.filled.part." + one))
                .collect(Collectors.joining(words.say("launch.untold.comma")));
        setText((words.say(from) + " " + (missing.isEmpty() ? "" : words.say("launch.filled.missing", all))).strip());
        setVisible(true);
    }
}
