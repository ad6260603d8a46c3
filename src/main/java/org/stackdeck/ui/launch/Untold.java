package org.stackdeck.ui.launch;

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
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/** Notice about options that could not be loaded, with the reason and a retry button. */
final class Untold extends Div {

    private final Words words;
    private final Span text = new Span();
    private final transient Map<Kind, String> problems = new EnumMap<>(Kind.class);

    /** @param again called with the kinds to reload */
    Untold(Words words, Consumer<Set<Kind>> again) {
        this.words = words;
        addClassName("untold");
        text.getElement().setAttribute("role", "alert");
        NativeButton button = Buttons.labelled("reboot", words.say("launch.untold.again"));
        button.addClickListener(_ -> {
            Set<Kind> kinds = EnumSet.copyOf(problems.keySet());
            forget();
            again.accept(kinds);
        });
        add(text, button);
        setVisible(false);
    }

    void forget() {
        problems.clear();
        show();
    }

    void show(Offer offer) {
        if (offer.problem() == null) {
            problems.remove(offer.kind());
        } else {
            problems.put(offer.kind(), offer.problem());
        }
        show();
    }

    private void show() {
        setVisible(!problems.isEmpty());
        String kinds = problems.keySet().stream()
                .map(kind -> words.say(
                        "launch.untold." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .collect(Collectors.joining(words.say("launch.untold.comma")));
        String why = problems.values().stream()
                .filter(one -> !one.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        text.setText(
                problems.isEmpty()
                        ? ""
                        : words.say("launch.untold.what", kinds, why).strip());
    }
}
