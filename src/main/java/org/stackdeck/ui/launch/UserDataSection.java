package org.stackdeck.ui.launch;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.List;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.ui.component.Words;

/** Section for user data, which cloud-init or a similar tool processes at the first boot. Shows the remaining size. */
final class UserDataSection extends Section {

    private static final int PAUSE_IN_TYPING = 300;
    /**
     * Prefixes of the formats that cloud-init supports (cloudinit.handlers.INCLUSION_TYPES_MAP), and of gzip and MIME.
     */
    private static final List<String> KNOWN = List.of(
            "#cloud-config",
            "#!",
            "#include",
            "#part-handler",
            "#cloud-boothook",
            "## template:",
            "Content-Type:",
            "MIME-Version:",
            "From ");

    private final Words words;
    private final NumberFormat numbers;
    private final TextArea text = new TextArea();

    UserDataSection(Words words, FieldSigns signs) {
        super(words.say("launch.user-data.title"));
        this.words = words;
        this.numbers = NumberFormat.getIntegerInstance(words.locale());
        text.setLabel(words.say("launch.field.user-data"));
        text.setPlaceholder("#cloud-config");
        text.setWidthFull();
        text.setMinRows(6);
        text.setMaxRows(18);
        text.setManualValidation(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(PAUSE_IN_TYPING);
        text.addClassName("code-area");
        text.getElement().setAttribute("spellcheck", "false");
        signs.add(Field.USER_DATA, text, this);
        contain(text);
        show();
    }

    String value() {
        return text.getValue();
    }

    void show() {
        String value = text.getValue();
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        String counted =
                words.say("launch.user-data.count", numbers.format(bytes), numbers.format(NewServer.LONGEST_USER_DATA));
        boolean known = value.isBlank() || KNOWN.stream().anyMatch(value::startsWith);
        text.setHelperText(known ? counted : counted + " " + words.say("launch.user-data.unknown"));
        summarize(
                value.isBlank()
                        ? words.say("launch.user-data.none")
                        : words.say("launch.user-data.some", numbers.format(bytes)));
    }
}
