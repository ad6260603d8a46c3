package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Field for a text with settings, pasted or read from a file. The text is removed when it has been read. */
final class PasteField extends Div {

    /** Reads the file in the browser, so that it is sent like a pasted text. */
    private static final String READ_FILE = """
            this.addEventListener('change', async () => {
              const file = this.files[0];
              if (file && file.size <= $1) {
                $0.value = await file.text();
                $0.dispatchEvent(new CustomEvent('change', {bubbles: true}));
              }
              this.value = '';
            });""";

    private final Messages messages;
    private final transient Function<String, List<PastedSettings>> parser;
    private final transient Consumer<PastedSettings> receiver;
    private final TextArea text = new TextArea();
    private final Select<PastedSettings> entries = new Select<>();
    private final Div note = StyledElements.div("muted");

    /** @param receiver receives the entry that the user selects, or the only one */
    PasteField(Messages messages, Function<String, List<PastedSettings>> parser, Consumer<PastedSettings> receiver) {
        this.messages = messages;
        this.parser = parser;
        this.receiver = receiver;
        addClassName("fields");
        text.setLabel(messages.text("clouds.paste"));
        text.setHelperText(messages.text("clouds.paste.note"));
        text.setMaxLength(PastedSettings.MAX_LENGTH);
        text.setMinRows(3);
        text.setMaxRows(6);
        text.setManualValidation(true);
        text.addClassName("code-area");
        entries.setLabel(messages.text("clouds.paste.entry"));
        entries.setItemLabelGenerator(PastedSettings::name);
        entries.setVisible(false);
        entries.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                accept(event.getValue());
            }
        });
        Element file = new Element("input");
        file.setAttribute("type", "file");
        file.setAttribute("accept", ".yaml,.yml,.json,.sh,.txt");
        file.setAttribute("aria-label", messages.text("clouds.paste.file"));
        file.executeJs(READ_FILE, text, PastedSettings.MAX_LENGTH);
        Div buttons = StyledElements.div("card-buttons", new Button(messages.text("clouds.paste.use"), _ -> parse()));
        buttons.getElement().appendChild(file);
        note.setVisible(false);
        add(text, buttons, entries, note);
    }

    private void parse() {
        text.setInvalid(false);
        try {
            List<PastedSettings> found = parser.apply(text.getValue());
            text.clear();
            entries.setItems(found);
            entries.setVisible(found.size() > 1);
            if (found.size() == 1) {
                accept(found.getFirst());
            }
        } catch (InvalidSettingsException e) {
            text.setInvalid(true);
            text.setErrorMessage(ConnectionMessages.text(messages, e.remark()));
        }
    }

    private void accept(PastedSettings settings) {
        note.setVisible(!settings.ignoredKeys().isEmpty());
        note.setText(messages.text("clouds.paste.ignored", String.join(", ", settings.ignoredKeys())));
        receiver.accept(settings);
    }
}
