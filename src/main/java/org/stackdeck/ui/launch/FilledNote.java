package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.operations.FailedLaunch.LeftOut;
import org.stackdeck.ui.component.Words;

/** Shows what the form was prefilled from and which values were not copied. */
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
     * The form was prefilled from a server.
     *
     * @param missing key suffixes of the values that were not copied
     */
    void showLike(String server, Set<String> missing) {
        show(words.say("launch.filled.like", server), "launch.filled.not-copied", missing);
    }

    /** The source to prefill from does not exist. */
    void showGone() {
        setText(words.say("launch.filled.gone"));
        setVisible(true);
    }

    /**
     * @param from text about the source
     * @param lacks message key for the missing values
     * @param missing key suffixes of the missing values
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
