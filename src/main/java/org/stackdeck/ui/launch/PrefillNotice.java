package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.operations.FailedLaunchParameters.OmittedField;
import org.stackdeck.ui.i18n.Messages;

/** Shows the source from which the form was prefilled, and the values that were not copied. */
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

    /**
     * Shows that the form was prefilled from a server.
     *
     * @param missing key suffixes of the values that were not copied
     */
    void showSimilarTo(String server, Set<String> missing) {
        show(messages.text("launch.filled.like", server), "launch.filled.not-copied", missing);
    }

    /** Shows that the launch from which the form should be prefilled is unavailable. */
    void showSourceMissing() {
        setText(messages.text("launch.filled.gone"));
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
                .map(value -> messages.text("launch.filled.part." + value))
                .collect(Collectors.joining(messages.text("launch.untold.comma")));
        setText((from + " " + (missing.isEmpty() ? "" : messages.text(lacks, all))).strip());
        setVisible(true);
    }
}
