package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

/** Notice about options that could not be loaded, with the reasons and a button that loads them again. */
final class LoadErrorNotice extends Div {

    private final Messages messages;
    private final Span text = new Span();
    private final transient Map<OptionKind, String> problems = new EnumMap<>(OptionKind.class);

    /** @param reload receives the kinds to load again */
    LoadErrorNotice(Messages messages, Consumer<Set<OptionKind>> reload) {
        this.messages = messages;
        addClassName("untold");
        text.getElement().setAttribute("role", "alert");
        NativeButton button = NativeButtons.labelled("reboot", messages.text("launch.untold.again"));
        button.addClickListener(_ -> {
            Set<OptionKind> optionKinds = EnumSet.copyOf(problems.keySet());
            clear();
            reload.accept(optionKinds);
        });
        add(text, button);
        setVisible(false);
    }

    void clear() {
        problems.clear();
        refresh();
    }

    void update(LoadedOptions loadedOptions) {
        if (loadedOptions.problem() == null) {
            problems.remove(loadedOptions.kind());
        } else {
            problems.put(loadedOptions.kind(), loadedOptions.problem());
        }
        refresh();
    }

    private void refresh() {
        setVisible(!problems.isEmpty());
        String kinds = problems.keySet().stream()
                .map(optionKind -> messages.text("launch.untold."
                        + optionKind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .collect(Collectors.joining(messages.text("launch.untold.comma")));
        String reason = problems.values().stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        text.setText(
                problems.isEmpty()
                        ? ""
                        : messages.text("launch.untold.what", kinds, reason).strip());
    }
}
