package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.operations.RelaunchParameters.OmittedField;
import org.stackdeck.ui.i18n.Messages;

/** Notice with the source from which the form was prefilled, and with the values that were not copied. */
final class PrefillNotice extends Div {

    private final Messages messages;

    PrefillNotice(Messages messages) {
        this.messages = messages;
        addClassName("filled-note");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void showFailedLaunch(Collection<OmittedField> omittedField) {
        show(
                messages.text("launch.filled.failed"),
                "launch.filled.missing",
                omittedField.stream().map(OmittedField::code).toList());
    }

    void showSimilarTo(String server, Set<String> missing) {
        show(messages.text("launch.filled.like", server), "launch.filled.not-copied", missing);
    }

    /** Shows that the failed launch is unavailable and the form is not prefilled. */
    void showSourceMissing() {
        setText(messages.text("launch.filled.gone"));
        setVisible(true);
    }

    /**
     * @param from text about the source
     * @param lacks message key of the text about missing values
     * @param missing key suffixes of the missing values
     */
    private void show(String from, String lacks, Collection<String> missing) {
        String all = missing.stream()
                .sorted()
                .map(value -> messages.text("launch.filled.part." + value))
                .collect(Collectors.joining(messages.text("launch.untold.comma")));
        setText((from + " " + (missing.isEmpty() ? "" : messages.text(lacks, all))).strip());
        setVisible(true);
    }
}
